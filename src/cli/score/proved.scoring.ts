import type { Settings } from '../../config/settings.js';
import { ANYBODY } from '../../domain/caller.js';
import type { ModelProver } from '../../inference/registry/model.prover.js';
import { ModelProvider } from '../../inference/registry/model.provider.js';
import type { ServedModel } from '../../inference/registry/served.model.js';
import { type FileRequest, FileScoring, type RowSource } from '../../scoring/file.scoring.js';
import { ScoringPool } from '../../scoring/threads/scoring.pool.js';
import type { AnswerOutput } from './answer.output.js';
import { openModel } from './model.opening.js';
import type { Progress } from './progress.text.js';
import { countedBlocks, type ScoreInput } from './score.input.js';
import type { ScoreOrder, ScoreOutcome } from './score.order.js';
import { optionsOf } from './table.flags.js';
import { WrittenAnswers } from './written.answers.js';

/** What the threads make of rows. */
const PASSED = { csv: 'csv', ndjson: 'json', json: 'json', parquet: 'parquet' } as const;

/** What scoring begins with. */
export interface ScoreStart {
  readonly settings: Settings;
  /** Of the one model that is wanted. */
  readonly prover: ModelProver;
}

/**
 * Scores a file with a model that is being proved.
 * @throws Error when the model is refused, or what `FileScoring` throws
 */
export async function scoreWith(
  { settings, prover }: ScoreStart,
  order: ScoreOrder,
  input: ScoreInput,
  output: AnswerOutput,
  progress: Progress,
): Promise<ScoreOutcome> {
  const models = new ModelProvider(settings);
  const pool = new ScoringPool(settings, models);
  // All threads load their code while the model is proved.
  pool.load(pool.count);
  try {
    const model = await openModel(settings, prover);
    models.add(model);
    const scoring = new FileScoring(models, pool, settings);
    const answers = new WrittenAnswers(PASSED[order.format], model, output, progress);
    const source = sourceOf(input, progress);
    const outcome = await scoring.scoreFile(requestOf(order, model), source, answers);
    await answers.end(outcome);
    const { header, faults, faultCount } = outcome;
    return { rows: header.rows, scored: header.scored, faults, faultCount };
  } finally {
    await pool.onApplicationShutdown();
    models.onApplicationShutdown();
  }
}

function requestOf(order: ScoreOrder, { name: model, version }: ServedModel): FileRequest {
  const { onError, mostFaults: errorLimit, table } = order;
  const options = optionsOf(table);
  return { model, version, onError, options, errorLimit, requestId: '', caller: ANYBODY };
}

function sourceOf(input: ScoreInput, progress: Progress): RowSource {
  const count = (bytes: number) => {
    progress.bytes += bytes;
  };
  return { mediaType: null, fileName: input.name, blocks: countedBlocks(input, count) };
}
