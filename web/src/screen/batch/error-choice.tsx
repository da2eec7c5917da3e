import type { BatchJob } from './batch.job.ts';
import type { OnError } from './file.obstacle.ts';

const CHOICES: readonly { value: OnError; label: string; help: string }[] = [
  { value: 'reject', label: 'Refuse the whole file', help: 'Nothing is scored or stored.' },
  { value: 'skip', label: 'Skip the row', help: 'The others are scored; skipped ones are listed.' },
];

/** What to do with a file that has a row with a fault. */
export function ErrorChoice({ job }: { job: BatchJob }) {
  return (
    <fieldset class="choices" disabled={job.isBusy}>
      <legend>When a row has a fault</legend>
      {CHOICES.map(({ value, label, help }) => (
        <label key={value}>
          <input
            type="radio"
            name="on-error"
            checked={job.onError.value === value}
            onChange={() => {
              job.onError.value = value;
            }}
          />
          <span>
            {label} <small>{help}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
