import { countText } from '../../part/number.text.ts';

/** How many predictions a search has looked through; nothing where an index found them. */
export function Looked({ count }: { count: number | null }) {
  if (count === null) return null;
  return (
    <>
      {countText(count)} {count === 1 ? 'prediction was' : 'predictions were'} looked through.
    </>
  );
}
