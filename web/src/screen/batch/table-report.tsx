import type { Contract } from '../../api/client.ts';
import type { BatchJob } from './batch.job.ts';
import { checkSummary } from './check.words.ts';
import { ColumnSummary } from './column-summary.tsx';
import { dialectWords } from './dialect.words.ts';
import { FaultTable } from './fault-table.tsx';
import { PreviewTable } from './preview-table.tsx';
import type { TableCheck } from './table.check.ts';

interface TableReportProps {
  readonly job: BatchJob;
  readonly contract: Contract;
  readonly table: TableCheck;
}

/** What the service says of a file: how it reads it, its columns, its first rows and its faults. */
export function TableReport({ job, contract, table }: TableReportProps) {
  const { errors, errorCount, isWhole, preview, missing } = table;
  return (
    <>
      <p>{dialectWords(table.dialect)}</p>
      <ColumnSummary table={table} contract={contract} />
      <div class="row summary">
        <p class={missing.length + errorCount === 0 ? 'good' : 'bad'}>{checkSummary(table)}</p>
        {isWhole || missing.length > 0 ? null : (
          <button
            type="button"
            class="outline small"
            aria-disabled={job.isBusy}
            onClick={() => job.isBusy || void job.check.lookThrough()}
          >
            Check every row
          </button>
        )}
      </div>
      {preview.length === 0 ? null : <PreviewTable table={table} contract={contract} />}
      {errors.length === 0 ? null : (
        <FaultTable faults={errors} total={errorCount} fileName={job.file.value?.name ?? ''} />
      )}
    </>
  );
}
