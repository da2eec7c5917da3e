import type { AnswerCodec } from '../../domain/answer.codec.js';
import type { AnswerColumns } from '../../domain/outcome.js';
import type { OnnxSession } from '../../inference/runtime/onnx.session.js';
import { packChunk } from '../../storage/chunk/chunk.codec.js';
import { CsvWriter } from '../table/csv.writer.js';
import type { RowChunk } from '../table/row.chunk.js';
import type { ScoredChunk } from './thread.task.js';

/** Runs chunks of rows through the model and packs what it answers, on the calling thread. */
export class ChunkScorer {
  private readonly classes: number;
  private readonly writer: CsvWriter | null;

  constructor(
    private readonly session: OnnxSession,
    codec: AnswerCodec,
    isCsvAnswer: boolean,
  ) {
    this.classes = codec.classes;
    this.writer = isCsvAnswer ? new CsvWriter(codec) : null;
  }

  /** @throws Error of the model */
  score(chunk: RowChunk): ScoredChunk {
    const { rows } = chunk;
    const { columns } = this.session.run(chunk.block, rows);
    return {
      rows,
      data: pack(chunk, columns),
      csv: this.writer?.write(chunk, columns) ?? null,
      counts: this.count(columns),
    };
  }

  private count({ labels }: AnswerColumns): number[] {
    const counts = new Array<number>(this.classes).fill(0);
    for (const code of labels ?? []) counts[code] = (counts[code] ?? 0) + 1;
    return counts;
  }
}

function pack({ block, lines, rows }: RowChunk, answers: AnswerColumns): Uint8Array<ArrayBuffer> {
  const features = block.columns.map((column) => block.columnOf(column, rows));
  return packChunk({ rows, features, answers, lines }) as Uint8Array<ArrayBuffer>;
}
