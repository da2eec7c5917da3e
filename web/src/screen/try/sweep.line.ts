import type { AnswerKind } from '../../answer/answer.kind.ts';
import { valueWords } from '../../answer/said.ts';
import { likeliest } from '../../part/class.choice.ts';
import { classColour } from '../../part/class.colour.ts';
import type { Line } from '../../part/line-chart.tsx';
import { followedTrack } from './output.track.ts';
import type { Sweep } from './sweep.plan.ts';

/** Place of the form's own value in the sweep; null when the sweep does not have it. */
export function markOf({ values, present }: Sweep): number | null {
  const at = values.indexOf(present as number);
  return at === -1 ? null : at;
}

/**
 * A line for each number of the answers; of many only the ones that matter here, of those that have
 * nothing to do with each other the one that was chosen. None where the answers have no numbers.
 */
export function linesOf(sweep: Sweep, kind: AnswerKind, output: string): Line[] {
  const { member, tracks, names, measure, unit } = kind;
  const mark = markOf(sweep);
  const lines = new Map(tracks.map(({ name, of }) => [name, sweep.answers.map(of)]));
  const sign = measure?.isNearness ? -1 : 1;
  const order = (name: string) => Math.max(...(lines.get(name) ?? []).map((one) => sign * one));
  const chosen = member === 'values' ? [followedTrack(kind, {}, output)?.name ?? ''] : null;
  return (chosen ?? likeliest([...lines.keys()], order)).map((name) => {
    const values = lines.get(name) ?? [];
    const words = (value: number) =>
      measure?.isShare ? measure.text(value) : valueWords(value, unit);
    const figure = mark === null ? '' : words(values[mark] ?? Number.NaN);
    return { label: name, colour: classColour(Math.max(0, names.indexOf(name))), values, figure };
  });
}
