import type { MessagePort } from 'node:worker_threads';
import type { ModelContract } from '../../inference/model.contract.js';
import { CHUNKS_AHEAD, LentThread } from './lent.thread.js';
import { RowChunk } from './row.chunk.js';
import type { RowScorer } from './row.scorer.js';
import type { ScoredChunk } from './score.task.js';

/**
 * The thread that reads a file, and those lent to it. A chunk goes to a lent thread that has room,
 * else it is scored here; answers leave in the order of the rows, whoever is first.
 */
export class ScoringCrew {
  /** Good rows taken so far. */
  rows = 0;
  private lent: LentThread[] = [];
  /** One for each chunk whose answers have not left, in order. */
  private readonly leaving: Promise<void>[] = [];
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly contract: ModelContract,
    private readonly scorer: RowScorer,
    private readonly emit: (chunk: ScoredChunk) => Promise<void>,
  ) {}

  /** @param port to a thread that scores chunks of this file */
  join(port: MessagePort): void {
    this.lent.push(new LentThread(port));
  }

  /**
   * Has a chunk scored.
   * @returns an empty chunk to fill, when it is time for the next one
   * @throws Error of the model, of a lent thread or of `emit`, now or at a later chunk
   */
  async score(chunk: RowChunk): Promise<RowChunk> {
    const firstRow = this.rows;
    this.rows += chunk.rows;
    this.lent = this.lent.filter(({ isGone }) => !isGone);
    const helper = this.lent.find(({ hasRoom }) => hasRoom);
    this.leave(helper?.score(chunk, firstRow) ?? (await this.scorer.score(chunk, firstRow)));
    await this.settle(this.lent.length * (CHUNKS_AHEAD + 1));
    if (helper) return new RowChunk(this.contract);
    chunk.clear();
    return chunk;
  }

  /** Resolves when all answers have left. */
  async finish(): Promise<void> {
    await this.settle(0);
  }

  private leave(answer: ScoredChunk | Promise<ScoredChunk>): void {
    const before = this.last;
    this.last = Promise.all([answer, before]).then(([chunk]) => this.emit(chunk));
    // It is told of when its turn comes; until then nobody listens.
    this.last.catch(() => {});
    this.leaving.push(this.last);
  }

  private async settle(most: number): Promise<void> {
    while (this.leaving.length > most) await this.leaving.shift();
  }
}
