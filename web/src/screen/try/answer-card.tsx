import { type Contract, classesOf } from '../../api/client.ts';
import { BarChart } from '../../part/bar-chart.tsx';
import { likeliest } from '../../part/class.choice.ts';
import { classColour } from '../../part/class.colour.ts';
import { shareText } from '../../part/number.text.ts';
import { ProblemNote } from '../../part/problem-note.tsx';
import { may } from '../../state/access.ts';
import { hashOf } from '../../state/route.ts';
import { valueWords } from './answer.words.ts';
import type { Answer } from './live.answer.ts';
import type { TryForm } from './try.form.ts';

interface AnswerCardProps {
  readonly form: TryForm;
  readonly contract: Contract;
}

/** What the model says of the form; what it said before is dimmed. */
export function AnswerCard({ form, contract }: AnswerCardProps) {
  const { answer, problem, isRecordingRequired } = form.live;
  const isDimmed = form.isOutdated.value;
  return (
    <section class="card" aria-labelledby="answer">
      <h2 id="answer">Prediction</h2>
      {isRecordingRequired.value && (
        <p class="note">
          This service records every answer, so nothing is predicted while you type. Press Enter or
          “Predict and record”.
        </p>
      )}
      {problem.value && <ProblemNote problem={problem.value} />}
      {answer.value && (
        <div class={isDimmed ? 'dimmed' : undefined} data-answer={answer.value.createdAt}>
          <Said answer={answer.value} contract={contract} />
        </div>
      )}
      <p class="muted state">
        {isDimmed && (answer.value ? 'Of the values before. ' : 'There is none yet. ')}
        <RecordState form={form} contract={contract} />
      </p>
    </section>
  );
}

function RecordState({ form, contract: { name: model, version } }: AnswerCardProps) {
  const { answer, recordedId, isRecordingRequired } = form.live;
  const id = recordedId.value;
  if (id !== null) {
    const href = hashOf({ screen: 'history', params: { model, version, id } });
    return <>Recorded. {may('history:read') && <a href={href}>See it in the history</a>}</>;
  }
  return <>{answer.value && !isRecordingRequired.value ? 'Not recorded.' : null}</>;
}

function Said({ answer, contract }: { answer: Answer; contract: Contract }) {
  const classes = classesOf(contract) ?? [];
  const { label, value, unit, probabilities = {}, warnings } = answer;
  const colour = classColour(Math.max(0, classes.indexOf(String(label))));
  const share = (name: string) => probabilities[name] ?? 0;
  return (
    <>
      {label === undefined ? (
        <p class="figure">{valueWords(value ?? Number.NaN, unit)}</p>
      ) : (
        <>
          <p class="figure" style={{ color: colour }}>
            {label} <small>{shareText(share(label))}</small>
          </p>
          <BarChart
            caption="Probability of each class"
            bars={likeliest(classes, share).map((name) => ({
              label: name,
              share: share(name),
              text: shareText(share(name)),
              colour: classColour(classes.indexOf(name)),
              isMarked: name === String(label),
            }))}
          />
        </>
      )}
      {warnings.length > 0 && (
        <div class="note warn">
          <strong>Outside of what the model was trained on</strong>
          <ul>
            {warnings.map(({ feature, detail }) => (
              <li key={feature}>
                {feature}: {detail}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
