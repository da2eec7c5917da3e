import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { BatchJob } from './batch.job.ts';
import { dialectWords, numberRead } from './dialect.words.ts';
import type { TableCheck } from './table.check.ts';
import type { Reading } from './table.reading.ts';

const SHOWN_CELLS = 4;

interface AmbiguousChoiceProps {
  readonly job: BatchJob;
  readonly choices: readonly Reading[];
}

/** Asks how a file is to be read that makes sense in more ways than one. */
export function AmbiguousChoice({ job, choices }: AmbiguousChoiceProps) {
  return (
    <section class="note warn" aria-labelledby="readings">
      <p id="readings">
        <strong>This file can be read in {choices.length} ways.</strong> Which one is meant?
      </p>
      <ul class="plain readings">
        {choices.map((choice) => (
          <Choice key={JSON.stringify(choice)} job={job} choice={choice} />
        ))}
      </ul>
    </section>
  );
}

function Choice({ job, choice }: { job: BatchJob; choice: Reading }) {
  const table = useSignal<TableCheck | null>(null);
  useEffect(() => {
    const trying = job.check.try(choice);
    trying?.answer.then((found) => (table.value = found)).catch(() => {});
    return () => trying?.stop();
  }, [job, choice]);
  const choose = () => {
    document.getElementById('step-2')?.focus();
    void job.check.read({ ...job.check.reading.peek(), ...choice });
  };
  return (
    <li>
      <button type="button" class="outline" onClick={choose}>
        {dialectWords({ type: choice.sheet === undefined ? 'csv' : 'xlsx', ...signsOf(choice) })}
      </button>
      {table.value === null ? null : <small>{exampleOf(table.value)}</small>}
    </li>
  );
}

/** The first row as it would be understood: `sepal_length is 5.1, sepal_width is 3.5 …`. */
function exampleOf({ dialect, columns, preview }: TableCheck): string {
  const [first] = preview;
  if (first === undefined) return 'There are no rows.';
  const known = columns.flatMap(({ name, feature }, at) =>
    feature === null ? [] : [`${name} is ${numberRead(first.cells[at] ?? '', dialect)}`],
  );
  const shown = known.slice(0, SHOWN_CELLS).join(', ');
  return `Line ${first.line}: ${shown}${known.length > SHOWN_CELLS ? ' …' : ''}`;
}

function signsOf({ columns: _, ...signs }: Reading): Omit<Reading, 'columns'> {
  return signs;
}
