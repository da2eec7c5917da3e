import { countText } from '../../part/number.text.ts';
import { ScrollArea } from '../../part/scroll-area.tsx';
import { type Series, type Stack, sumOf } from '../../part/stacked-chart.tsx';
import { timeText } from '../../part/time.text.ts';

/** The figures of the chart, without the slices that hold nothing. */
export function MixTable({
  series,
  stacks,
}: {
  series: readonly Series[];
  stacks: readonly Stack[];
}) {
  const sums = series.map((_, index) => sumOf(stacks.map(({ counts }) => counts[index] ?? 0)));
  return (
    <details>
      <summary>As a table</summary>
      <ScrollArea label="Predictions over time">
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              {series.map(({ name }) => (
                <th key={name} scope="col" class="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stacks
              .filter(({ counts }) => sumOf(counts) > 0)
              .map(({ key, counts, href }) => (
                <tr key={key}>
                  <th scope="row">
                    <a href={href}>{timeText(key)}</a>
                  </th>
                  <Figures counts={counts} />
                </tr>
              ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              <Figures counts={sums} />
            </tr>
          </tfoot>
        </table>
      </ScrollArea>
    </details>
  );
}

function Figures({ counts }: { counts: readonly number[] }) {
  return (
    <>
      {counts.map((count, index) => (
        <td key={index} class="number">
          {countText(count)}
        </td>
      ))}
    </>
  );
}
