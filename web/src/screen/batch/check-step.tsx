import type { BatchJob } from './batch.job.ts';
import { ColumnSummary } from './column-summary.tsx';
import { ErrorChoice } from './error-choice.tsx';
import { rowSummary } from './file.preview.ts';
import { PreviewTable } from './preview-table.tsx';
import { StepCard } from './step-card.tsx';

/** Shows what the service will make of the file. */
export function CheckStep({ job }: { job: BatchJob }) {
  const preview = job.preview.value;
  const waitsFor = job.file.value === null ? 'The first rows of the file are checked here.' : null;
  return (
    <StepCard number={2} title="Check" waitsFor={waitsFor}>
      {preview === null ? <p aria-busy="true">Reading the first rows</p> : null}
      {typeof preview === 'string' ? <div class="note bad">{preview}</div> : null}
      {preview === null || typeof preview === 'string' ? null : (
        <>
          <ColumnSummary plan={preview} />
          <p>{rowSummary(preview)}</p>
          {preview.rows.length === 0 ? null : <PreviewTable preview={preview} />}
        </>
      )}
      <ErrorChoice job={job} />
    </StepCard>
  );
}
