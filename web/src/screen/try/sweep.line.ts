import { type Contract, classesOf } from '../../api/client.ts';
import { likeliest } from '../../part/class.choice.ts';
import { classColour } from '../../part/class.colour.ts';
import type { Line } from '../../part/line-chart.tsx';
import { shareText } from '../../part/number.text.ts';
import { valueWords } from './answer.words.ts';
import type { Sweep } from './sweep.plan.ts';

/** Place of the form's own value in the sweep; null when the sweep does not have it. */
export function markOf({ values, present }: Sweep): number | null {
  const at = values.indexOf(present as number);
  return at === -1 ? null : at;
}

/** A line for each class, or one of values; of many classes only the ones that matter here. */
export function linesOf(sweep: Sweep, contract: Contract): Line[] {
  const classes = classesOf(contract);
  const mark = markOf(sweep);
  if (classes === null) {
    const values = sweep.answers.map(({ value }) => value ?? Number.NaN);
    const figure =
      mark === null ? '' : valueWords(values[mark] ?? Number.NaN, contract.outputs.unit);
    return [{ label: 'Prediction', colour: classColour(0), values, figure }];
  }
  const sharesOf = (name: string) =>
    sweep.answers.map(({ probabilities }) => probabilities?.[name] ?? 0);
  return likeliest(classes, (name) => Math.max(...sharesOf(name))).map((name) => {
    const values = sharesOf(name);
    const figure = mark === null ? '' : shareText(values[mark] ?? 0);
    return { label: name, colour: classColour(classes.indexOf(name)), values, figure };
  });
}
