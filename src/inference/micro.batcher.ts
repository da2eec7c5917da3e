import type { Answers } from './answer.decoder.js';
import { FeatureBlock } from './feature.block.js';
import type { Row } from './feature.validator.js';
import type { ModelContract } from './model.contract.js';
import type { OnnxSession } from './onnx.session.js';

/** One row's share of a run; `row` is its position in `answers`. */
export interface RowAnswer {
  readonly answers: Answers;
  readonly row: number;
}

export interface MicroBatchOptions {
  /** Most rows of one run. */
  readonly maxRows: number;
  /** How long the first row waits for others; 0 is one turn of the event loop. */
  readonly maxWaitMs: number;
}

interface Waiting {
  readonly resolve: (answer: RowAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers the rows that arrive together and makes one run of the model of them. */
export class MicroBatcher {
  private block: FeatureBlock;
  /** One that was run, to be filled again. */
  private spare: FeatureBlock | null = null;
  private waiting: Waiting[] = [];

  constructor(
    private readonly session: OnnxSession,
    private readonly contract: ModelContract,
    private readonly options: MicroBatchOptions,
  ) {
    this.block = new FeatureBlock(contract, options.maxRows);
  }

  /** @returns the answer to `row`, which must have passed the contract's validator */
  predict(row: Row): Promise<RowAnswer> {
    return new Promise((resolve, reject) => {
      this.block.setRow(this.waiting.length, row);
      this.waiting.push({ resolve, reject });
      if (this.waiting.length === this.options.maxRows) void this.flush(this.block);
      else if (this.waiting.length === 1) this.schedule(this.block);
    });
  }

  private schedule(block: FeatureBlock): void {
    const flush = () => void this.flush(block);
    if (this.options.maxWaitMs === 0) setImmediate(flush);
    else setTimeout(flush, this.options.maxWaitMs);
  }

  /** Runs `block` unless a full block was already run before its time. */
  private async flush(block: FeatureBlock): Promise<void> {
    if (block !== this.block || this.waiting.length === 0) return;
    const waiting = this.waiting;
    this.waiting = [];
    this.block = this.spare ?? new FeatureBlock(this.contract, this.options.maxRows);
    this.spare = null;
    try {
      const answers = await this.session.run(block, waiting.length);
      this.spare = block;
      for (let row = 0; row < waiting.length; row++) waiting[row]?.resolve({ answers, row });
    } catch (error) {
      if (waiting.length === 1) waiting[0]?.reject(error);
      else await this.runApart(block, waiting);
    }
  }

  /** One row that the model cannot answer must not spoil the answers of the others. */
  private async runApart(block: FeatureBlock, waiting: readonly Waiting[]): Promise<void> {
    const single = new FeatureBlock(this.contract, 1);
    for (let row = 0; row < waiting.length; row++) {
      single.copyRow(block, row);
      try {
        waiting[row]?.resolve({ answers: await this.session.run(single, 1), row: 0 });
      } catch (error) {
        waiting[row]?.reject(error);
      }
    }
  }
}
