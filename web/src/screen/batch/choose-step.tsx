import type { Contract } from '../../api/client.ts';
import { bytesText } from '../../part/bytes.text.ts';
import { DropZone } from '../../part/drop-zone.tsx';
import { saveFile } from '../../part/file.download.ts';
import { countText } from '../../part/number.text.ts';
import { limits } from '../../state/model.ts';
import type { BatchJob } from './batch.job.ts';
import { StepCard } from './step-card.tsx';
import { templateCsv } from './template.csv.ts';

/** Takes a file, or hands out one to fill in. */
export function ChooseStep({ job, contract }: { job: BatchJob; contract: Contract }) {
  const file = job.file.value;
  const isRunning = job.run.value.phase === 'running';
  const save = () => saveFile(`${contract.name}-template.csv`, 'text/csv', templateCsv(contract));
  return (
    <StepCard number={1} title="Choose a file">
      <DropZone
        accept=".csv,text/csv"
        isDisabled={isRunning}
        onFile={(chosen) => void job.choose(chosen)}
      >
        {file === null ? null : (
          <strong class="file-name">
            {file.name} <span class="muted">{bytesText(file.size)}</span>
          </strong>
        )}
        <span>
          {file === null ? 'Drop a CSV file here, or ' : 'Drop another file here, or '}
          <u>choose one</u>
        </span>
      </DropZone>
      {job.obstacle === null ? null : (
        <div class="note bad" role="alert">
          {job.obstacle}
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
          CSV as UTF-8 text; the first line names the columns.
        </small>
      </div>
    </StepCard>
  );
}
