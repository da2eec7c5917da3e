import type { AnswerKind } from '../../answer/answer.kind.ts';
import type { Band } from '../../part/band-chart.tsx';
import { MOST_CLASSES } from '../../part/class.choice.ts';
import { classColour } from '../../part/class.colour.ts';
import type { Sweep } from './sweep.plan.ts';

/** Where each name is answered with; those that never are have no band, nor the rarest of many. */
export function bandsOf({ answers }: Sweep, { names }: AnswerKind): Band[] {
  const all = names.map((name, at) => {
    const isOn = answers.map(
      ({ label, labels }) => name === label || labels?.includes(name) === true,
    );
    const count = isOn.filter(Boolean).length;
    return { label: name, colour: classColour(at), isOn, count };
  });
  const found = all.filter(({ count }) => count > 0);
  const most = new Set([...found].sort((a, b) => b.count - a.count).slice(0, MOST_CLASSES));
  return found.filter((band) => most.has(band));
}
