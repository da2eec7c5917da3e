import { useEffect, useRef } from 'preact/hooks';
import { ProblemNote } from '../../part/problem-note.tsx';
import type { BatchJob } from './batch.job.ts';
import type { Run } from './batch.run.ts';
import { BusyNote } from './busy-note.tsx';
import { FaultTable } from './fault-table.tsx';
import { RunProgress } from './run-progress.tsx';
import { StepCard } from './step-card.tsx';

/** Sends the file, and says how far it is or why it was not taken. */
export function RunStep({ job }: { job: BatchJob }) {
  const run = job.run.value;
  const file = job.file.value;
  useFocusOnEnd(run.phase);
  const waitsFor = file === null && run.phase !== 'failed' ? 'Choose a file first.' : null;
  return (
    <StepCard number={3} title="Run" waitsFor={waitsFor}>
      {file === null ? null : <StartRow job={job} name={file.name} />}
      {run.phase === 'running' && file !== null ? (
        <RunProgress run={run} file={file} rows={job.rows.value} />
      ) : null}
      {run.phase === 'waiting' ? <BusyNote wait={run.wait} /> : null}
      {run.phase === 'stopped' ? <Stopped wasSent={run.wasSent} /> : null}
      {run.phase === 'failed' ? <Failed run={run} job={job} /> : null}
    </StepCard>
  );
}

function StartRow({ job, name }: { job: BatchJob; name: string }) {
  const run = job.run.value;
  const obstacle = job.tooLarge.value ? 'The file is too large.' : job.obstacle.value;
  return (
    <div class="row">
      <button
        type="button"
        class="start"
        aria-disabled={obstacle !== null || job.isBusy}
        aria-describedby="obstacle"
        onClick={() => void job.start()}
      >
        Score {name}
      </button>
      {job.isBusy ? (
        <button type="button" class="outline" onClick={() => job.stop()}>
          {run.phase === 'running' && run.sent === null ? 'Stop waiting' : 'Cancel'}
        </button>
      ) : null}
      <small id="obstacle">{obstacle}</small>
    </div>
  );
}

function Stopped({ wasSent }: { wasSent: boolean }) {
  return wasSent ? (
    <div class="note warn" role="alert">
      No longer waiting. The whole file had been sent, so the service may still score and store it;
      the history will show it.
    </div>
  ) : (
    <div class="note" role="alert">
      Cancelled. Nothing was stored.
    </div>
  );
}

function Failed({
  run: { problem },
  job,
}: {
  run: Extract<Run, { phase: 'failed' }>;
  job: BatchJob;
}) {
  const isRefused = problem.errors.some(({ line = 1 }) => line > 1);
  const { errors, errorCount } = problem;
  return (
    <>
      <ProblemNote problem={problem} />
      {isRefused && job.onError.value === 'reject' ? (
        <p>
          Correct the file, or choose “Skip the row” above and score it again: your file stays
          chosen.
        </p>
      ) : null}
      {errors.length === 0 ? null : (
        <FaultTable faults={errors} total={errorCount} fileName={job.file.value?.name ?? ''} />
      )}
    </>
  );
}

/** When a run ends, whoever waited at its buttons is brought to what came of it. */
function useFocusOnEnd(phase: Run['phase']): void {
  const before = useRef(phase);
  useEffect(() => {
    const isBusy = (one: Run['phase']) => one === 'running' || one === 'waiting';
    const hasEnded = isBusy(before.current) && !isBusy(phase);
    before.current = phase;
    if (!hasEnded) return;
    const { activeElement } = document;
    const isWaiting = activeElement === document.body || activeElement?.closest('.step') !== null;
    if (isWaiting) document.getElementById(phase === 'done' ? 'step-4' : 'step-3')?.focus();
  }, [phase]);
}
