import type { Worker } from 'node:cluster';
import { openHistory } from '../open.history.js';
import type { ServiceLock } from '../service.lock.js';
import { faultOf } from './task.ledger.js';
import type { WriterOptions, WriterTask } from './writer.message.js';
import type { FromWriter, ToWriter } from './writer.process.js';
import { WriterThread } from './writer.thread.js';

/** Writes the tables for the processes of a cluster, from its primary process. */
export class WriterHost {
  private readonly thread: WriterThread;

  private constructor(
    options: WriterOptions,
    private readonly lock: ServiceLock,
  ) {
    this.thread = new WriterThread(options);
  }

  /** @throws Error when the history cannot be opened, or another service has it */
  static async open(options: WriterOptions): Promise<WriterHost> {
    const { tables, lock } = await openHistory(options);
    tables.onApplicationShutdown();
    return new WriterHost(options, lock);
  }

  /** Does what a process of the cluster asks for; what it has begun and not ended goes with it. */
  serve(worker: Worker): void {
    const open = new Set<string>();
    worker.on('message', async ({ writerRequest }: Partial<ToWriter>) => {
      if (writerRequest === undefined) return;
      const { number, task } = writerRequest;
      if (task.do === 'saveChunk') open.add(task.batchId);
      const fault = await this.faultOf(task);
      // A batch which could be neither ended nor discarded is still open.
      if (fault === null && task.do === 'saveBatch') open.delete(task.header.id);
      if (fault === null && task.do === 'discardBatch') open.delete(task.batchId);
      const reply: FromWriter = { writerReply: { number, fault } };
      if (worker.isConnected()) worker.send(reply);
    });
    worker.once('disconnect', () => {
      for (const batchId of open) void this.faultOf({ do: 'discardBatch', batchId });
    });
  }

  async close(): Promise<void> {
    await this.thread.close();
    this.lock.release();
  }

  private async faultOf(task: WriterTask) {
    return this.thread.perform(task).then(() => null, faultOf);
  }
}
