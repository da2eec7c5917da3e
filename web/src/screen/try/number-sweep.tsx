import type { Contract } from '../../api/client.ts';
import { LineChart } from '../../part/line-chart.tsx';
import { numberText, shareText } from '../../part/number.text.ts';
import { paddedRange } from '../../part/tick.scale.ts';
import { linesOf, markOf } from './sweep.line.ts';
import type { Sweep } from './sweep.plan.ts';

/** Lines over the training range of a number. */
export function NumberSweep({ sweep, contract }: { sweep: Sweep; contract: Contract }) {
  const { feature, present } = sweep;
  const x = sweep.values as readonly number[];
  const lines = linesOf(sweep, contract);
  const isRegression = contract.task === 'regression';
  const said = isRegression ? 'The prediction' : 'The probability of each class';
  const title = feature.unit ? `${feature.name}, ${feature.unit}` : feature.name;
  const mark = markOf(sweep);
  return (
    <>
      <LineChart
        label={`${said} from ${feature.name} ${numberText(x[0] ?? 0)} to ${numberText(x.at(-1) ?? 0)}; the figures are in the table below`}
        x={x}
        xTitle={title}
        lines={lines}
        yRange={isRegression ? paddedRange(lines[0]?.values ?? []) : [0, 1]}
        mark={mark}
        xText={numberText}
        yText={isRegression ? numberText : shareText}
      />
      <p class="muted state">{markWords(mark, present)}</p>
    </>
  );
}

function markWords(mark: number | null, present: Sweep['present']): string {
  if (mark !== null)
    return `The upright line is at the present value, ${numberText(present as number)}.`;
  return typeof present === 'number'
    ? `The present value, ${numberText(present)}, lies outside of the chart.`
    : 'There is no present value to mark.';
}
