import { countText } from '../../part/number.text.ts';
import type { BatchJob } from './batch.job.ts';
import type { BatchResult } from './batch.result.ts';

/** Where the faults of skipped rows are told. */
export function SkippedRows({ job, result }: { job: BatchJob; result: BatchResult }) {
  const { rejected, answer } = result;
  const skipped = `${countText(rejected)} ${rejected === 1 ? 'row was' : 'rows were'} skipped`;
  const table = job.check.table.value;
  if (answer === null)
    return <p class="muted">{skipped}. Faults are listed only right after a file was scored.</p>;
  const show = () => {
    document.getElementById('step-2')?.focus();
    if (!table?.isWhole) void job.check.lookThrough();
  };
  return (
    <div class="row">
      <span>{skipped}.</span>
      <button type="button" class="outline small" onClick={show}>
        Show their faults
      </button>
    </div>
  );
}
