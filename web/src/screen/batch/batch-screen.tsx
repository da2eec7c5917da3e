import '../../style/batch.css';
import { useEffect } from 'preact/hooks';
import { route } from '../../state/route.ts';
import type { ScreenProps } from '../../state/screen.ts';
import { jobOf } from './batch.job.ts';
import { CheckStep } from './check-step.tsx';
import { ChooseStep } from './choose-step.tsx';
import { ResultStep } from './result-step.tsx';
import { RunStep } from './run-step.tsx';

/** Scores a file, in four steps that are all in view. */
export function BatchScreen({ contract }: ScreenProps) {
  const job = jobOf(contract);
  const { batchId } = route.value.params;
  useEffect(() => {
    const run = job.run.peek();
    const isShown = run.phase === 'done' && run.result.batchId === batchId;
    if (batchId && !isShown && !job.isBusy) void job.show(batchId);
  }, [job, batchId]);
  return (
    <>
      <h1>Score a file</h1>
      <p class="muted">
        Every row is answered by {contract.title ?? contract.name} ({contract.name} v
        {contract.version}) and kept in the history.
      </p>
      <div class="steps">
        <ChooseStep job={job} contract={contract} />
        <CheckStep job={job} contract={contract} />
        <RunStep job={job} />
        <ResultStep job={job} contract={contract} />
      </div>
    </>
  );
}
