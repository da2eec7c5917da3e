import type { Schemas } from '../api/client.ts';

/** What there is to say when nothing is served. */
export function NoModelNote({ refused }: { refused: readonly Schemas['RefusedModelDto'][] }) {
  return (
    <div class="note bad" role="alert">
      <h1>No model is served</h1>
      {refused.length === 0 ? (
        <p>The model folder (MODEL_DIR) is empty.</p>
      ) : (
        <ul>
          {refused.map(({ name, version, reason }) => (
            <li key={`${name}/${version}`}>
              <strong>{version === null ? name : `${name}/${version}`}</strong>: {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
