import type { Contract } from '../../api/client.ts';
import { DownloadLink } from '../../part/download-link.tsx';
import { countText, shareText } from '../../part/number.text.ts';
import { may } from '../../state/access.ts';
import { hashOf, route } from '../../state/route.ts';
import type { BatchJob, BatchResult } from './batch.job.ts';
import { ClassCounts } from './class-counts.tsx';
import { FaultTable } from './fault-table.tsx';
import { StepCard } from './step-card.tsx';
import { ValueSpread } from './value-spread.tsx';

/** What came of the file. */
export function ResultStep({ job, contract }: { job: BatchJob; contract: Contract }) {
  const run = job.run.value;
  if (run.phase !== 'done') {
    return (
      <StepCard number={4} title="Result" waitsFor="What was predicted is shown here.">
        {null}
      </StepCard>
    );
  }
  const { result } = run;
  const { errors = [], errorCount = 0, rejected } = result;
  return (
    <StepCard number={4} title="Result">
      <Figures result={result} />
      {contract.task === 'regression' ? (
        <ValueSpread result={result} unit={contract.outputs.unit} />
      ) : (
        <ClassCounts result={result} contract={contract} />
      )}
      <p class="muted">
        Scored by {result.model.name} v{result.model.version},{' '}
        {new Date(result.createdAt).toLocaleString()}.
        {result.ignoredColumns.length === 0
          ? ''
          : ` Columns that were not used: ${result.ignoredColumns.join(', ')}; the results name each row by its line instead.`}
      </p>
      <ResultLinks result={result} />
      {errors.length > 0 ? (
        <FaultTable faults={errors} total={errorCount} fileName={job.file.value?.name ?? ''} />
      ) : rejected > 0 ? (
        <p class="muted">Faults are listed only right after a file was scored.</p>
      ) : null}
    </StepCard>
  );
}

function Figures({ result: { rows, scored, rejected, durationMs } }: { result: BatchResult }) {
  const figures = [
    ['Rows', countText(rows)],
    ['Scored', countText(scored)],
    ['Skipped', rejected === 0 ? '0' : `${countText(rejected)} (${shareText(rejected / rows)})`],
    ['Took', durationMs < 1000 ? `${durationMs} ms` : `${countText(durationMs / 1000)} s`],
  ];
  return (
    <dl class="figures">
      {figures.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="figure">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function ResultLinks({ result: { links, batchId, model } }: { result: BatchResult }) {
  if (links === null || batchId === null) return null;
  if (!may('history:read'))
    return <p class="muted">This key may not read the history, where each row’s answer is.</p>;
  const { model: name, version } = route.value.params;
  const params = { ...(name ? { model: name } : {}), ...(version ? { version } : {}), batchId };
  return (
    <div class="row">
      <DownloadLink class="link" href={links.results} name={`${model.name}-${batchId}.csv`}>
        Download the results as CSV
      </DownloadLink>
      <a href={hashOf({ screen: 'history', params })}>Show the rows in the history</a>
    </div>
  );
}
