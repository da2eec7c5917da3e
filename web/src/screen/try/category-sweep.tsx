import { type Contract, classesOf } from '../../api/client.ts';
import { type Bar, BarChart } from '../../part/bar-chart.tsx';
import { classColour } from '../../part/class.colour.ts';
import { answerWords } from './answer.words.ts';
import type { Sweep } from './sweep.plan.ts';

/** A bar for each category: the class that it leads to, or the value. */
export function CategorySweep({ sweep, contract }: { sweep: Sweep; contract: Contract }) {
  return (
    <>
      <BarChart
        caption={`The prediction by ${sweep.feature.name}`}
        bars={barsOf(sweep, contract)}
      />
      <p class="muted state">The present value is in bold.</p>
    </>
  );
}

function barsOf({ values, present, answers }: Sweep, contract: Contract): Bar[] {
  const classes = classesOf(contract) ?? [];
  const most = Math.max(...answers.map(({ value }) => Math.abs(value ?? 0)));
  return answers.map((answer, at) => {
    const { label, probabilities, value } = answer;
    const share = label === undefined ? Math.abs(value ?? 0) / (most || 1) : probabilities?.[label];
    return {
      label: String(values[at]),
      share: share ?? 0,
      text: answerWords(answer),
      colour: classColour(Math.max(0, classes.indexOf(String(label)))),
      isMarked: values[at] === present,
    };
  });
}
