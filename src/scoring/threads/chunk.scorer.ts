import type { AnswerCodec } from '../../domain/answer.codec.js';
import type { AnswerColumns } from '../../domain/outcome.js';
import type { RowLayout } from '../../domain/row.layout.js';
import type { OnnxSession } from '../../inference/runtime/onnx.session.js';
import { packChunk } from '../../storage/chunk/chunk.codec.js';
import { versionOf } from '../../storage/chunk/chunk.format.js';
import { CsvWriter } from '../table/csv.writer.js';
import { ParquetPacker } from '../table/parquet.packer.js';
import type { RowChunk } from '../table/row.chunk.js';
import type { PassedForm } from '../table/row.reader.js';
import { type Dialect, PLAIN } from '../table/table.options.js';
import type { ChunkTask, PassedRows, ScoredChunk } from './thread.task.js';

/** What is made of the rows, beside CSV: columns of a Parquet answer, if it repeats any, and their data. */
type Wanted = Pick<ChunkTask, 'columns' | 'withData'>;

/** Runs chunks of rows through the model and packs what it answers, on the calling thread. */
export class ChunkScorer {
  private readonly classes: number;
  private readonly writer: CsvWriter | null;
  private readonly packer: ParquetPacker;

  /** @param dialect of the table, in which a CSV answer is written as well */
  constructor(
    private readonly session: OnnxSession,
    private readonly layout: RowLayout,
    codec: AnswerCodec,
    private readonly passed: PassedForm,
    dialect: Dialect,
  ) {
    this.classes = codec.classes;
    this.packer = new ParquetPacker(codec, { ...PLAIN, ...dialect });
    this.writer = passed === 'csv' ? new CsvWriter(codec, { ...PLAIN, ...dialect }) : null;
  }

  /** @throws Error of the model */
  score(chunk: RowChunk, { columns: own, withData }: Wanted): ScoredChunk {
    const { rows } = chunk;
    const { columns } = this.session.run(chunk.block, rows);
    return {
      rows,
      data: withData ? this.pack(chunk, columns) : null,
      csv: this.writer?.write(chunk, columns) ?? null,
      passed: this.passed === 'json' ? passedOf(chunk) : null,
      packed: own === null ? null : this.packer.pack(chunk, own, columns),
      counts: this.count(columns),
    };
  }

  private pack({ block, lines, rows }: RowChunk, answers: AnswerColumns): Uint8Array<ArrayBuffer> {
    const features = block.columns.map((column) => block.columnOf(column, rows));
    const version = versionOf(this.layout, answers);
    return packChunk({ rows, features, answers, lines }, version) as Uint8Array<ArrayBuffer>;
  }

  private count({ labels }: AnswerColumns): number[] {
    const counts = new Array<number>(this.classes).fill(0);
    for (const code of labels ?? []) counts[code] = (counts[code] ?? 0) + 1;
    return counts;
  }
}

function passedOf({ text, textEnds, textLength, rows }: RowChunk): PassedRows {
  return { text: text.slice(0, textLength), ends: textEnds.slice(0, rows) };
}
