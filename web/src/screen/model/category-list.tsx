import { countText } from '../../part/number.text.ts';

/** More than these are shown on demand. */
const MOST = 8;

/** Names in a row, as long as they are few. */
export function CategoryList({ names }: { names: readonly string[] }) {
  const text = names.join(', ');
  if (names.length <= MOST) return <>{text}</>;
  return (
    <details>
      <summary>{countText(names.length)} categories</summary>
      {text}
    </details>
  );
}
