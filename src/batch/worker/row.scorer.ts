import type { Answers } from '../../inference/answer.decoder.js';
import { classesOf, type ModelContract } from '../../inference/model.contract.js';
import type { OnnxSession } from '../../inference/onnx.session.js';
import { packChunk } from '../../storage/chunk.codec.js';
import { CsvWriter } from '../csv/csv.writer.js';
import { RowChunk } from './row.chunk.js';
import type { ScoredChunk } from './score.task.js';

/** Runs chunks of rows through the model and packs what it answers. */
export class RowScorer {
  readonly chunk: RowChunk;
  scored = 0;
  private readonly classes: readonly string[] | null;
  private readonly counts: Float64Array;
  private readonly writer: CsvWriter | null;

  constructor(
    private readonly session: OnnxSession,
    contract: ModelContract,
    isCsvAnswer: boolean,
  ) {
    this.chunk = new RowChunk(contract);
    this.classes = classesOf(contract);
    this.counts = new Float64Array(this.classes?.length ?? 0);
    this.writer = isCsvAnswer ? new CsvWriter(this.classes) : null;
  }

  /** Answers the rows of the chunk and empties it. */
  async score(): Promise<ScoredChunk> {
    const { chunk } = this;
    const { rows } = chunk;
    const answers = await this.session.run(chunk.block, rows);
    for (const code of answers.labels ?? []) this.counts[code] = (this.counts[code] ?? 0) + 1;
    const scored = {
      firstRow: this.scored,
      rows,
      data: pack(chunk, answers),
      csv: this.writer?.write(chunk, answers) ?? null,
    };
    this.scored += rows;
    chunk.clear();
    return scored;
  }

  csvHeader(uploaded: string): Uint8Array | null {
    return this.writer?.header(uploaded) ?? null;
  }

  /** Answered rows by label; only labels that occurred. */
  labelCounts(): Record<string, number> {
    const entries = (this.classes ?? []).map(
      (name, code) => [name, this.counts[code] ?? 0] as const,
    );
    return Object.fromEntries(entries.filter(([, count]) => count > 0));
  }
}

function pack({ block, lines, rows }: RowChunk, { labels, probabilities, values }: Answers) {
  return packChunk({
    rows,
    features: block.columns.map((column) => block.columnOf(column, rows)),
    ...(labels ? { labels } : {}),
    ...(probabilities ? { probabilities } : {}),
    ...(values ? { values } : {}),
    lines,
  }) as Uint8Array<ArrayBuffer>;
}
