import type { Contract } from '../../api/client.ts';
import { numberText, shareText } from '../../part/number.text.ts';
import { ScrollArea } from '../../part/scroll-area.tsx';
import { linesOf, markOf } from './sweep.line.ts';
import type { Sweep } from './sweep.plan.ts';

/** The figures of a sweep. */
export function SweepTable({ sweep, contract }: { sweep: Sweep; contract: Contract }) {
  const lines = linesOf(sweep, contract);
  const text = contract.task === 'regression' ? numberText : shareText;
  const mark = markOf(sweep);
  return (
    <details>
      <summary>Figures as a table</summary>
      <ScrollArea class="tall" label="Figures of the chart">
        <table>
          <thead>
            <tr>
              <th scope="col">{sweep.feature.name}</th>
              {lines.map(({ label }) => (
                <th key={label} scope="col" class="number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sweep.values.map((value, at) => (
              <tr key={String(value)} aria-current={at === mark ? 'true' : undefined}>
                <th scope="row">{typeof value === 'number' ? numberText(value) : String(value)}</th>
                {lines.map(({ label, values }) => (
                  <td key={label} class="number">
                    {text(values[at] ?? Number.NaN)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </details>
  );
}
