import type { AnswerKind } from '../../answer/answer.kind.ts';
import { answerWords, headline, valueWords } from '../../answer/said.ts';
import { spansOf } from '../../part/bar.span.ts';
import { type Bar, BarChart } from '../../part/bar-chart.tsx';
import { classColour } from '../../part/class.colour.ts';
import { choicesOf, followedTrack } from './output.track.ts';
import type { Sweep } from './sweep.plan.ts';

interface CategorySweepProps {
  readonly sweep: Sweep;
  readonly kind: AnswerKind;
  readonly output: string;
}

/** A bar for each category: the class that it leads to, or the value. */
export function CategorySweep({ sweep, kind, output }: CategorySweepProps) {
  const of = choicesOf(kind).length > 0 ? ` of ${output}` : '';
  return (
    <>
      <BarChart
        caption={`The prediction${of} by ${sweep.feature.name}`}
        {...chartOf(sweep, kind, output)}
      />
      <p class="muted state">The present value is in bold.</p>
    </>
  );
}

function chartOf({ values, present, answers }: Sweep, kind: AnswerKind, output: string) {
  const { measure, names, unit } = kind;
  const isChosen = choicesOf(kind).length > 0;
  // Without numbers, a bar has the colour of what it leads to.
  const figures = answers.map((said) => followedTrack(kind, said, output)?.of(said) ?? 1);
  const { zero, spanOf } = spansOf(measure?.isShare ? [1] : figures);
  const bars = answers.map((said, at): Bar => {
    const figure = figures[at] ?? 0;
    const chosen = measure?.isShare ? measure.text(figure) : valueWords(figure, unit);
    const { label } = said;
    return {
      label: String(values[at]),
      ...(said.labels !== undefined && measure === null ? { share: 0 } : spanOf(figure)),
      text: isChosen ? chosen : measure === null ? headline(said) : answerWords(said),
      colour: classColour(Math.max(0, names.indexOf(isChosen ? output : String(label)))),
      isMarked: values[at] === present,
    };
  });
  return { zero, bars };
}
