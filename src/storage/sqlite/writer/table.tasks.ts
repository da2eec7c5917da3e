import type { BatchChunk } from '../../../domain/batch.record.js';
import type { LogCheckpointer } from '../log.checkpointer.js';
import { isNoSpace, logLimitOf, SpaceReserve, storageFull } from '../space.reserve.js';
import { historyProblem } from '../sqlite.problem.js';
import { SqlitePredictionRepository } from '../sqlite-prediction.repository.js';
import type { WriterOptions, WriterTask } from './writer.message.js';

/** What the writing thread does, one task after another. */
export class TableTasks {
  private readonly store: SqlitePredictionRepository;
  private readonly log: LogCheckpointer;
  private readonly space: SpaceReserve;
  /** Batches that were given up and whose chunks are not removed yet. */
  private readonly discarded = new Set<string>();

  constructor({ path, synchronous }: WriterOptions) {
    this.store = SqlitePredictionRepository.join(path, synchronous);
    this.log = this.store.checkpointer(logLimitOf(path));
    this.space = new SpaceReserve(path);
  }

  /** @throws Problem `history-unavailable` or `storage-full` */
  async perform(task: WriterTask): Promise<void> {
    // What could not be removed when it was to be, such as while another program had the lock.
    if (this.discarded.size > 0) await this.discard().catch(() => {});
    switch (task.do) {
      case 'move':
        await this.clearUp(() => this.move());
        if (!this.space.isWhole) this.takeReserve();
        return;
      case 'saveChunk':
        return this.saveChunk(task.batchId, task.chunk);
      case 'saveBatch':
        return this.clearUp(() => this.store.saveBatch(task.header));
      case 'discardBatch':
        this.discarded.add(task.batchId);
        return this.clearUp(() => this.discard());
      case 'tryWrite':
        return this.tryWrite();
    }
  }

  close(): void {
    this.store.onApplicationShutdown();
  }

  private move(): void {
    // Each group was a transaction when it was added.
    this.store.movePending((bytes, groups) => this.log.noteWritten(bytes, groups + 1));
  }

  private async saveChunk(batchId: string, chunk: BatchChunk): Promise<void> {
    try {
      this.space.checkRoom(chunk.data.length);
      await this.store.saveChunk(batchId, chunk);
      this.log.noteWritten(chunk.data.length, 1);
    } catch (error) {
      throw isNoSpace(error) ? storageFull(error) : historyProblem(error);
    }
  }

  private async discard(): Promise<void> {
    for (const batchId of this.discarded) {
      await this.store.discardBatch(batchId);
      this.discarded.delete(batchId);
    }
  }

  /** First what failed writes have left, which needs no space that is not kept for it. */
  private async tryWrite(): Promise<void> {
    await this.clearUp(async () => {
      await this.discard();
      this.move();
      this.store.tryWrite();
    });
    this.takeReserve();
  }

  /** What is written next must not take from what is kept for clearing up. */
  private takeReserve(): void {
    this.space.take();
    if (!this.space.isWhole) throw historyProblem(Object.assign(new Error(), { code: 'ENOSPC' }));
  }

  /** On a full disk the log is the first thing to give its space back. */
  private clearUp(work: () => void | Promise<void>): Promise<void> {
    return this.space.spend(work, () => this.store.emptyLog());
  }
}
