import type { AnswerSink } from '../../scoring/file.scoring.js';
import type { ScoredChunk } from '../../scoring/threads/thread.task.js';
import type { AnswerOutput } from './answer.output.js';
import type { Progress } from './progress.text.js';

/** Writes answers as they come; whoever has opened the output says what becomes of it. */
export class WrittenAnswers implements AnswerSink {
  readonly isCsv = true;

  constructor(
    private readonly output: AnswerOutput,
    private readonly progress: Progress,
  ) {}

  async take(
    _batchId: string,
    { csv, rows }: ScoredChunk,
    firstRow: number,
    csvHeader: Uint8Array | null,
  ): Promise<void> {
    if (firstRow === 0 && csvHeader !== null) await this.output.write(csvHeader);
    if (csv !== null) await this.output.write(csv);
    this.progress.rows = firstRow + rows;
  }

  finish(): void {}

  discard(): void {}
}
