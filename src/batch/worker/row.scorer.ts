import { setImmediate } from 'node:timers/promises';
import type { Answers } from '../../inference/answer.decoder.js';
import { classesOf, type ModelContract } from '../../inference/model.contract.js';
import type { OnnxSession } from '../../inference/onnx.session.js';
import { packChunk } from '../../storage/chunk.codec.js';
import { CsvWriter } from '../csv/csv.writer.js';
import type { RowChunk } from './row.chunk.js';
import type { ScoredChunk } from './score.task.js';

/** Runs chunks of rows through the model and packs what it answers, on the calling thread. */
export class RowScorer {
  private readonly classes: readonly string[] | null;
  private readonly writer: CsvWriter | null;

  constructor(
    private readonly session: OnnxSession,
    contract: ModelContract,
    isCsvAnswer: boolean,
  ) {
    this.classes = classesOf(contract);
    this.writer = isCsvAnswer ? new CsvWriter(this.classes) : null;
  }

  /** @param firstRow answered rows of the file before this chunk */
  async score(chunk: RowChunk, firstRow: number): Promise<ScoredChunk> {
    const { rows } = chunk;
    // What other threads have sent meanwhile comes in between two chunks.
    await setImmediate();
    const answers = this.session.run(chunk.block, rows);
    return {
      firstRow,
      rows,
      data: pack(chunk, answers),
      csv: this.writer?.write(chunk, answers) ?? null,
      counts: this.count(answers),
    };
  }

  csvHeader(uploaded: string): Uint8Array | null {
    return this.writer?.header(uploaded) ?? null;
  }

  private count({ labels }: Answers): number[] {
    const counts = new Array<number>(this.classes?.length ?? 0).fill(0);
    for (const code of labels ?? []) counts[code] = (counts[code] ?? 0) + 1;
    return counts;
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
