import { Fold } from '../../part/fold.tsx';
import { countText } from '../../part/number.text.ts';

/** More than these are shown on demand. */
const MOST = 8;

/** Names in a row, as long as they are few. */
export function CategoryList({ names }: { names: readonly string[] }) {
  return (
    <Fold title={`${countText(names.length)} categories`} isFolded={names.length > MOST}>
      {names.join(', ')}
    </Fold>
  );
}
