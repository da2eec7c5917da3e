import type { AnswerKind } from '../../answer/answer.kind.ts';
import { BandChart } from '../../part/band-chart.tsx';
import { type Line, LineChart } from '../../part/line-chart.tsx';
import { numberText } from '../../part/number.text.ts';
import { paddedRange } from '../../part/tick.scale.ts';
import { titled } from '../../part/title.text.ts';
import { bandsOf } from './sweep.band.ts';
import { linesOf, markOf } from './sweep.line.ts';
import type { Sweep } from './sweep.plan.ts';

interface NumberSweepProps {
  readonly sweep: Sweep;
  readonly kind: AnswerKind;
  readonly output: string;
}

/** Lines over the training range of a number; bands where the answers have no numbers. */
export function NumberSweep({ sweep, kind, output }: NumberSweepProps) {
  const { feature, present } = sweep;
  const { measure } = kind;
  const x = sweep.values as readonly number[];
  const lines = linesOf(sweep, kind, output);
  const mark = markOf(sweep);
  const [first, last] = [x[0] ?? 0, x.at(-1) ?? 0].map(numberText);
  const axis = {
    label: `${saidWords(kind, output)} from ${feature.name} ${first} to ${last}; the figures are in the table below`,
    x,
    xTitle: feature.unit ? `${feature.name}, ${feature.unit}` : feature.name,
    mark,
    xText: numberText,
  };
  return (
    <>
      {measure === null ? (
        <BandChart {...axis} bands={bandsOf(sweep, kind)} />
      ) : (
        <LineChart {...axis} lines={lines} yRange={rangeOf(kind, lines)} yText={measure.text} />
      )}
      <p class="muted state">{markWords(mark, present)}</p>
    </>
  );
}

/** What is drawn, to begin a sentence. */
function saidWords({ measure, noun, names, tracks }: AnswerKind, output: string): string {
  const one = tracks.find(({ name }) => name === output) ?? tracks[0];
  if (measure === null || one === undefined) return 'The prediction';
  const isOne = measure.name === 'value' || names.length > tracks.length;
  return isOne ? titled(one.words) : `The ${measure.each} ${noun}`;
}

/** With 0 where that is a border between answers. */
function rangeOf({ measure }: AnswerKind, lines: readonly Line[]): readonly [number, number] {
  if (measure?.isShare) return [0, 1];
  const values = lines.flatMap((line) => line.values);
  return paddedRange(measure?.name === 'score' ? [0, ...values] : values);
}

function markWords(mark: number | null, present: Sweep['present']): string {
  if (mark !== null)
    return `The upright line is at the present value, ${numberText(present as number)}.`;
  return typeof present === 'number'
    ? `The present value, ${numberText(present)}, lies outside of the chart.`
    : 'There is no present value to mark.';
}
