import type { Contract } from '../../api/client.ts';
import type { BatchJob } from './batch.job.ts';
import { checkSummary } from './check.words.ts';
import { ColumnSummary } from './column-summary.tsx';
import { FaultTable } from './fault-table.tsx';
import { PreviewTable } from './preview-table.tsx';
import type { TableCheck } from './table.check.ts';

interface TableReportProps {
  readonly job: BatchJob;
  readonly contract: Contract;
  readonly table: TableCheck;
}

/** What the service says of a file: its columns, its first rows and its faults. */
export function TableReport({ job, contract, table }: TableReportProps) {
  const { errors, errorCount, isWhole, preview, missing } = table;
  // Missing columns have words of their own, and a choice for each.
  const faults = errors.filter(({ code }) => code !== 'missing_columns');
  const total = errorCount - (errors.length - faults.length);
  return (
    <>
      <ColumnSummary table={table} contract={contract} />
      {missing.length > 0 ? null : (
        <div class="row summary">
          <p class={errorCount === 0 ? 'good' : 'bad'}>{checkSummary(table)}</p>
          {isWhole ? null : <LookThrough job={job} />}
        </div>
      )}
      {preview.length === 0 ? null : <PreviewTable table={table} contract={contract} />}
      {faults.length === 0 ? null : (
        <FaultTable faults={faults} total={total} fileName={job.file.value?.name ?? ''} />
      )}
    </>
  );
}

/** The start of a file says little of its end. */
function LookThrough({ job }: { job: BatchJob }) {
  return (
    <button
      type="button"
      class="outline small"
      aria-disabled={job.isBusy}
      onClick={() => job.isBusy || void job.check.lookThrough()}
    >
      Check every row
    </button>
  );
}
