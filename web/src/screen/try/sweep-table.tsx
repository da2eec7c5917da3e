import type { AnswerKind } from '../../answer/answer.kind.ts';
import { headline } from '../../answer/said.ts';
import { numberText } from '../../part/number.text.ts';
import { ScrollArea } from '../../part/scroll-area.tsx';
import { linesOf, markOf } from './sweep.line.ts';
import type { Sweep } from './sweep.plan.ts';

interface SweepTableProps {
  readonly sweep: Sweep;
  readonly kind: AnswerKind;
  readonly output: string;
}

/** The figures of a sweep, or what was chosen where there are none. */
export function SweepTable({ sweep, kind, output }: SweepTableProps) {
  const lines = linesOf(sweep, kind, output);
  const text = kind.measure?.text ?? numberText;
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
              {lines.length === 0 && <th scope="col">Prediction</th>}
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
                {lines.length === 0 && <td>{headline(sweep.answers[at] ?? {}, Infinity)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </details>
  );
}
