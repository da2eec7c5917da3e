import type { ServedModel } from '../../inference/registry/served.model.js';
import type { AnswerSink } from '../../scoring/file.scoring.js';
import { rowSlices } from '../../scoring/row.slices.js';
import type { PassedForm } from '../../scoring/table/row.reader.js';
import type { ScoredChunk } from '../../scoring/threads/thread.task.js';
import type { AnswerOutput } from './answer.output.js';
import type { Progress } from './progress.text.js';

/** Writes answers as they come; whoever has opened the output says what becomes of it. */
export class WrittenAnswers implements AnswerSink {
  constructor(
    readonly passed: Exclude<PassedForm, 'none'>,
    private readonly model: ServedModel,
    private readonly output: AnswerOutput,
    private readonly progress: Progress,
  ) {}

  async take(
    id: string,
    chunk: ScoredChunk,
    firstRow: number,
    csvHeader: Uint8Array | null,
  ): Promise<void> {
    if (firstRow === 0 && csvHeader !== null) await this.output.write(csvHeader);
    if (chunk.csv === null) await this.writeJson(id, chunk, firstRow);
    else await this.output.write(chunk.csv);
    this.progress.rows = firstRow + chunk.rows;
  }

  finish(): void {}

  discard(): void {}

  private async writeJson(id: string, chunk: ScoredChunk, firstRow: number): Promise<void> {
    const { reference: model, layout } = this.model;
    const origin = { id, model, requestId: id, layout };
    for await (const texts of rowSlices(origin, false, [{ ...chunk, firstRow }])) {
      await this.output.write(Buffer.from(`${texts.join('\n')}\n`));
    }
  }
}
