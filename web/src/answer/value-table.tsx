import { MOST_CLASSES } from '../part/class.choice.ts';
import { Fold } from '../part/fold.tsx';
import { countText } from '../part/number.text.ts';
import { valueWords } from './said.ts';

interface ValueTableProps {
  readonly names: readonly string[];
  readonly numbers: Readonly<Record<string, number>>;
  readonly unit?: string | undefined;
  readonly isWhole: boolean;
}

/** Values that have nothing to do with each other, each with its name. */
export function ValueTable({ names, numbers, unit, isWhole }: ValueTableProps) {
  const isFolded = !isWhole && names.length > MOST_CLASSES;
  return (
    <Fold title={`All ${countText(names.length)} values`} isFolded={isFolded}>
      <table class="values">
        <caption class="visually-hidden">Predicted value of each target</caption>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">{valueWords(numbers[name] ?? Number.NaN, unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Fold>
  );
}
