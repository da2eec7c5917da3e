import type { ApiProblem } from '../../api/client.ts';
import { ProblemNote } from '../../part/problem-note.tsx';
import type { BatchJob } from './batch.job.ts';
import { isRefusal } from './table.check.ts';

/** Why a file could not be checked, and the way on. */
export function CheckFailure({ job, problem }: { job: BatchJob; problem: ApiProblem }) {
  const { check } = job;
  const isSaid = Object.keys(check.reading.value).length > 0;
  return (
    <>
      <ProblemNote problem={problem} />
      {problem.errors.length === 0 ? null : (
        <ul>
          {problem.errors.map(({ detail }, at) => (
            <li key={at}>{detail}</li>
          ))}
        </ul>
      )}
      <p class="row">
        {isRefusal(problem) ? null : (
          <button
            type="button"
            class="outline small"
            onClick={() => void check.read(check.reading.peek())}
          >
            Check again
          </button>
        )}
        {isSaid ? (
          <button type="button" class="outline small" onClick={() => void check.read({})}>
            Forget what was set by you
          </button>
        ) : null}
      </p>
    </>
  );
}
