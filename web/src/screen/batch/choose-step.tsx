import type { Contract } from '../../api/client.ts';
import { bytesText } from '../../part/bytes.text.ts';
import { DropZone } from '../../part/drop-zone.tsx';
import { saveFile } from '../../part/file.download.ts';
import { countText } from '../../part/number.text.ts';
import { limits } from '../../state/model.ts';
import type { BatchJob } from './batch.job.ts';
import { ACCEPTED } from './file.form.ts';
import { StepCard } from './step-card.tsx';
import { templateCsv } from './template.csv.ts';

/** Takes a file, or hands out one to fill in. */
export function ChooseStep({ job, contract }: { job: BatchJob; contract: Contract }) {
  const file = job.file.value;
  const save = () => saveFile(`${contract.name}-template.csv`, 'text/csv', templateCsv(contract));
  return (
    <StepCard number={1} title="Choose a file">
      <DropZone
        accept={ACCEPTED}
        isDisabled={job.isBusy}
        onFile={(chosen) => void job.choose(chosen)}
      >
        {file === null ? null : (
          <strong class="file-name">
            {file.name} <span class="muted">{bytesText(file.size)}</span>
          </strong>
        )}
        <span>
          {file === null ? 'Drop a table here, or ' : 'Drop another table here, or '}
          <u>choose one</u>
        </span>
      </DropZone>
      {job.tooLarge.value === null ? null : (
        <div class="note bad" role="alert">
          {job.tooLarge}
        </div>
      )}
      <div class="row">
        <button type="button" class="outline small" onClick={save}>
          Download a template
        </button>
        <small>
          {limits.value === null
            ? ''
            : `Up to ${bytesText(limits.value.batchBytes)} and ${countText(limits.value.batchRows)} rows. `}
          CSV and other text of columns, Excel (.xlsx), Parquet or JSON; text also as .gz.
        </small>
      </div>
    </StepCard>
  );
}
