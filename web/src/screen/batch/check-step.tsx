import type { ComponentChildren } from 'preact';
import type { Contract } from '../../api/client.ts';
import { bytesText } from '../../part/bytes.text.ts';
import { Progress } from '../../part/progress.tsx';
import { AmbiguousChoice } from './ambiguous-choice.tsx';
import type { BatchJob } from './batch.job.ts';
import { BusyNote } from './busy-note.tsx';
import { CheckFailure } from './check-failure.tsx';
import { ColumnChoices } from './column-choices.tsx';
import { dialectWords } from './dialect.words.ts';
import { DialectChoice } from './dialect-choice.tsx';
import { ErrorChoice } from './error-choice.tsx';
import { formOf } from './file.form.ts';
import { StepCard } from './step-card.tsx';
import { choicesIn } from './table.check.ts';
import { TableReport } from './table-report.tsx';

/** Shows what the service makes of the file, and has it read in another way. */
export function CheckStep({ job, contract }: { job: BatchJob; contract: Contract }) {
  const file = job.file.value;
  const isWaiting = file === null || job.check.state.value.phase === 'none';
  const waitsFor = isWaiting ? 'The first rows of the file are checked here.' : null;
  const table = job.check.table.value;
  const hasSigns = table === null ? formOf(file?.name ?? '').isDelimited : true;
  return (
    <StepCard number={2} title="Check" waitsFor={waitsFor}>
      {table === null ? null : <p>{dialectWords(table.dialect)}</p>}
      <State job={job} />
      {hasSigns ? <DialectChoice job={job} /> : null}
      {table === null ? null : <ColumnChoices job={job} contract={contract} table={table} />}
      {table === null ? null : <TableReport job={job} contract={contract} table={table} />}
      <ErrorChoice job={job} />
    </StepCard>
  );
}

function State({ job }: { job: BatchJob }): ComponentChildren {
  const state = job.check.state.value;
  if (state.phase === 'checking') {
    if (state.wait !== null) return <BusyNote wait={state.wait} />;
    return state.isSecond ? <LookingThrough job={job} sent={state.sent} /> : <Checking />;
  }
  if (state.phase === 'left') {
    const size = bytesText(job.file.value?.size ?? 0);
    return <p>A file of this kind with {size} is checked while it is scored.</p>;
  }
  if (state.phase !== 'failed') return null;
  const choices = choicesIn(state.problem);
  if (choices.length === 0) return <CheckFailure job={job} problem={state.problem} />;
  return <AmbiguousChoice job={job} choices={choices} />;
}

function Checking() {
  return <p aria-busy="true">Checking the file</p>;
}

function LookingThrough({ job, sent }: { job: BatchJob; sent: number | null }) {
  const size = job.file.value?.size ?? 0;
  const label =
    sent === null ? 'Checking every row' : `Sending: ${bytesText(sent)} of ${bytesText(size)}`;
  return (
    <div class="note">
      <Progress label={label} share={sent === null ? null : sent / Math.max(1, size)} />
      <button type="button" class="outline small" onClick={() => job.check.stop()}>
        Stop checking
      </button>
    </div>
  );
}
