import { useEffect, useRef } from 'preact/hooks';
import { bytesText } from '../../part/bytes.text.ts';
import { ProblemNote } from '../../part/problem-note.tsx';
import { Progress } from '../../part/progress.tsx';
import type { BatchJob, Run } from './batch.job.ts';
import { FaultTable } from './fault-table.tsx';
import { StepCard } from './step-card.tsx';

/** Sends the file, and says how far it is or why it was not taken. */
export function RunStep({ job }: { job: BatchJob }) {
  const run = job.run.value;
  const file = job.file.value;
  useFocusOnEnd(run.phase);
  const waitsFor = file === null && run.phase !== 'failed' ? 'Choose a file first.' : null;
  const isHeld = job.obstacle !== null || run.phase === 'running';
  return (
    <StepCard number={3} title="Run" waitsFor={waitsFor}>
      {file === null ? null : (
        <div class="row">
          <button
            type="button"
            class="start"
            aria-disabled={isHeld}
            onClick={() => void job.start()}
          >
            Score {file.name}
          </button>
          {run.phase === 'running' ? <StopButton job={job} run={run} /> : null}
          {job.obstacle === null ? null : <small>The file is too large.</small>}
        </div>
      )}
      {run.phase === 'running' && file !== null ? <Sending run={run} file={file} /> : null}
      {run.phase === 'stopped' ? <Stopped wasSent={run.wasSent} /> : null}
      {run.phase === 'failed' ? <Failed run={run} job={job} /> : null}
    </StepCard>
  );
}

type Running = Extract<Run, { phase: 'running' }>;

function StopButton({ job, run }: { job: BatchJob; run: Running }) {
  return (
    <button type="button" class="outline" onClick={() => job.stop()}>
      {run.sent === null ? 'Stop waiting' : 'Cancel'}
    </button>
  );
}

function Sending({ run: { sent }, file }: { run: Running; file: File }) {
  if (sent === null) return <Progress label="Scoring the rows" share={null} />;
  const text = `${bytesText(sent)} of ${bytesText(file.size)}`;
  return <Progress label={`Sending: ${text}`} share={file.size === 0 ? 1 : sent / file.size} />;
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
    const hasEnded = before.current === 'running' && phase !== 'running';
    before.current = phase;
    if (!hasEnded) return;
    const { activeElement } = document;
    const isWaiting = activeElement === document.body || activeElement?.closest('.step') !== null;
    if (isWaiting) document.getElementById(phase === 'done' ? 'step-4' : 'step-3')?.focus();
  }, [phase]);
}
