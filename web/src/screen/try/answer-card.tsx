import type { AnswerKind } from '../../answer/answer.kind.ts';
import { AnswerNumbers } from '../../answer/answer-numbers.tsx';
import { headline, leadText } from '../../answer/said.ts';
import type { Contract } from '../../api/client.ts';
import { classColour } from '../../part/class.colour.ts';
import { ProblemNote } from '../../part/problem-note.tsx';
import { may } from '../../state/access.ts';
import { hashOf } from '../../state/route.ts';
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
          <Answered answer={answer.value} kind={form.kind} />
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

function Answered({ answer, kind }: { answer: Answer; kind: AnswerKind }) {
  const { label, values, warnings } = answer;
  const lead = leadText(answer);
  const colour = classColour(Math.max(0, kind.names.indexOf(String(label))));
  return (
    <>
      {values === undefined && (
        <p class="figure" style={label === undefined ? undefined : { color: colour }}>
          {kind.noun === 'cluster' && <small>cluster </small>}
          {headline(answer, Number.POSITIVE_INFINITY)}
          {lead !== '' && (
            <>
              {' '}
              <small>{lead}</small>
            </>
          )}
        </p>
      )}
      <AnswerNumbers said={answer} known={kind.names} />
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
