import { AnswerCodec } from '../../domain/answer.codec.js';
import type { ServedModel } from '../../inference/registry/served.model.js';
import type { AnswerHead, AnswerSink, FileOutcome } from '../../scoring/file.scoring.js';
import { rowSlices } from '../../scoring/row.slices.js';
import { columnsOfAnswer } from '../../scoring/table/parquet.packer.js';
import { ParquetStream } from '../../scoring/table/parquet.stream.js';
import type { PassedForm } from '../../scoring/table/row.reader.js';
import type { ScoredChunk } from '../../scoring/threads/thread.task.js';
import type { AnswerOutput } from './answer.output.js';
import type { Progress } from './progress.text.js';

/** Writes answers as they come; whoever has opened the output says what becomes of it. */
export class WrittenAnswers implements AnswerSink {
  /** JSON is made of packed rows. */
  readonly takesData: boolean;
  private parquet: ParquetStream | null = null;

  constructor(
    readonly passed: Exclude<PassedForm, 'none'>,
    private readonly model: ServedModel,
    private readonly output: AnswerOutput,
    private readonly progress: Progress,
  ) {
    this.takesData = passed === 'json';
  }

  async take(id: string, chunk: ScoredChunk, firstRow: number, head: AnswerHead): Promise<void> {
    if (firstRow === 0) await this.begin(head);
    const { csv, packed, rows } = chunk;
    if (csv !== null) await this.output.write(csv);
    else if (packed !== null) await this.writeAll(this.parquet?.rowGroup(packed, rows));
    else await this.writeJson(id, chunk, firstRow);
    this.progress.rows = firstRow + rows;
  }

  finish(): void {}

  discard(): void {}

  /** Writes what is behind the last row. */
  async end({ header, ...head }: FileOutcome): Promise<void> {
    if (header.scored === 0) await this.begin(head);
    await this.writeAll(this.parquet?.end());
  }

  private async begin({ csvHeader, columns }: AnswerHead): Promise<void> {
    if (csvHeader !== null) await this.output.write(csvHeader);
    if (columns === null) return;
    const codec = new AnswerCodec(this.model.layout);
    this.parquet = new ParquetStream(columnsOfAnswer(columns, codec));
  }

  private async writeJson(id: string, chunk: ScoredChunk, firstRow: number): Promise<void> {
    const { reference: model, layout } = this.model;
    const origin = { id, model, requestId: id, layout };
    const data = chunk.data as Uint8Array;
    for await (const texts of rowSlices(origin, false, [{ ...chunk, data, firstRow }])) {
      await this.output.write(Buffer.from(`${texts.join('\n')}\n`));
    }
  }

  private async writeAll(pieces: readonly Uint8Array[] = []): Promise<void> {
    for (const piece of pieces) await this.output.write(piece);
  }
}
