import type { TableWriter } from './table.writer.js';
import { TaskLedger } from './task.ledger.js';
import type { WriterReply, WriterRequest, WriterTask } from './writer.message.js';

/** What a process of a cluster says to its primary process. */
export interface ToWriter {
  readonly writerRequest: WriterRequest;
}

export interface FromWriter {
  readonly writerReply: WriterReply;
}

/** The writer of the primary process, which writes for all processes of its cluster. */
export class WriterProcess implements TableWriter {
  private readonly ledger = new TaskLedger();
  private readonly take = (message: Partial<FromWriter>) => {
    if (message.writerReply !== undefined) this.ledger.settle(message.writerReply);
  };

  constructor() {
    process.on('message', this.take);
    process.on('disconnect', () => this.ledger.fail(new Error('The primary process is gone')));
  }

  perform(task: WriterTask): Promise<void> {
    return this.ledger.open((number) => {
      const request: ToWriter = { writerRequest: { number, task } };
      // The primary process may be gone before this one has heard of it.
      process.send?.(request, undefined, undefined, (error) => {
        if (error !== null) this.ledger.fail(error);
      });
    });
  }

  async close(): Promise<void> {
    process.off('message', this.take);
  }
}
