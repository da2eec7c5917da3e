import type { ApiProblem } from '../api/client.ts';

/** A refusal in words, with what its author would ask for. */
export function ProblemNote({ problem }: { problem: ApiProblem }) {
  return (
    <div class="note bad" role="alert">
      <strong>{problem.message}</strong>
      {problem.requestId === null ? null : (
        <small>
          {' '}
          <a href={`/problems/${problem.code}`}>{problem.code}</a>, request {problem.requestId}
        </small>
      )}
      {problem.code === 'malformed-request' &&
        problem.errors.map(({ pointer, detail }) => (
          <p key={pointer}>
            <code>{pointer}</code> {detail}
          </p>
        ))}
    </div>
  );
}
