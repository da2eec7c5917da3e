import type { Row } from '../contract/feature.validator.js';
import type { ModelContract } from '../contract/model.contract.js';
import type { Answers } from './answer.decoder.js';
import { FeatureBlock } from './feature.block.js';
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
  private readonly block: FeatureBlock;
  private waiting: Waiting[] = [];
  private pending: NodeJS.Immediate | NodeJS.Timeout | undefined;

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
      if (this.waiting.length === this.options.maxRows) this.runNow();
      else if (this.waiting.length === 1) this.schedule();
    });
  }

  private schedule(): void {
    const run = () => this.run();
    const { maxWaitMs } = this.options;
    this.pending = maxWaitMs === 0 ? setImmediate(run) : setTimeout(run, maxWaitMs);
  }

  /** A full group runs before its time; what waits for that time would keep its rows in memory. */
  private runNow(): void {
    if (this.options.maxWaitMs === 0) clearImmediate(this.pending as NodeJS.Immediate);
    else clearTimeout(this.pending as NodeJS.Timeout);
    this.run();
  }

  private run(): void {
    const group = this.waiting;
    this.waiting = [];
    try {
      const answers = this.session.run(this.block, group.length);
      for (let row = 0; row < group.length; row++) group[row]?.resolve({ answers, row });
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else this.runApart(group);
    }
  }

  /** One row that the model cannot answer must not spoil the answers of the others. */
  private runApart(group: readonly Waiting[]): void {
    const single = new FeatureBlock(this.contract, 1);
    for (let row = 0; row < group.length; row++) {
      single.copyRow(this.block, row);
      try {
        group[row]?.resolve({ answers: this.session.run(single, 1), row: 0 });
      } catch (error) {
        group[row]?.reject(error);
      }
    }
  }
}
