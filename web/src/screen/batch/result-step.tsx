import type { Contract } from '../../api/client.ts';
import { countText, shareText } from '../../part/number.text.ts';
import { timeText } from '../../part/time.text.ts';
import type { BatchJob } from './batch.job.ts';
import type { BatchResult } from './batch.result.ts';
import { namesText } from './check.words.ts';
import { ResultFiles } from './result-files.tsx';
import { ResultPicture } from './result-picture.tsx';
import { SkippedRows } from './skipped-rows.tsx';
import { StepCard } from './step-card.tsx';

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
  return (
    <StepCard number={4} title="Result">
      <Figures result={result} />
      <ResultFiles result={result} />
      <ResultPicture result={result} contract={contract} />
      <p class="muted">
        Scored by {result.model.name} v{result.model.version}, {timeText(result.createdAt)}.
        {ignoredWords(result)}
      </p>
      {result.rejected === 0 ? null : <SkippedRows job={job} result={result} />}
    </StepCard>
  );
}

/** Only the file that came back right after it was scored has columns that the model did not use. */
function ignoredWords({ ignoredColumns, answer }: BatchResult): string {
  if (ignoredColumns.length === 0) return '';
  const names = ` Columns that were not used: ${namesText(ignoredColumns)}`;
  return answer === null ? `${names}; the results name each row by its line instead.` : `${names}.`;
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
