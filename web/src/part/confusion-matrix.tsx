import { countText, shareText } from './number.text.ts';
import { ScrollArea } from './scroll-area.tsx';

export interface ConfusionMatrixProps {
  readonly classes: readonly string[];
  /** Rows: what it was; columns: what the model said; both in the order of the classes. */
  readonly counts: readonly (readonly number[])[];
}

/** Each cell says how many and which share of its row; its colour says it once more. */
export function ConfusionMatrix({ classes, counts }: ConfusionMatrixProps) {
  return (
    <>
      <p class="muted">Rows are true classes, columns are answers.</p>
      <ScrollArea label="Confusion matrix">
        <table class="confusion">
          <caption class="visually-hidden">True classes by row, answers by column</caption>
          <thead>
            <tr>
              <td />
              {classes.map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {classes.map((name, row) => (
              <tr>
                <th scope="row">{name}</th>
                {classes.map((_, column) => cellOf(counts[row] ?? [], row, column))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </>
  );
}

function cellOf(counts: readonly number[], row: number, column: number) {
  const count = counts[column] ?? 0;
  if (count === 0) return <td>0</td>;
  const share = count / counts.reduce((sum, one) => sum + one, 0);
  return (
    <td class={row === column ? 'right' : 'wrong'} style={{ '--share': share }}>
      <b>{countText(count)}</b> <span>{shareText(share)}</span>
    </td>
  );
}
