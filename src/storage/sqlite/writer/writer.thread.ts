import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TableWriter } from './table.writer.js';
import { TaskLedger } from './task.ledger.js';
import type { WriterOptions, WriterReply, WriterTask } from './writer.message.js';

const ENTRY = new URL('./sqlite-writer.worker.js', import.meta.url);

/** The thread that writes the tables; it is started by its first task. */
export class WriterThread implements TableWriter {
  private readonly ledger = new TaskLedger();
  private worker: Worker | null = null;

  constructor(
    private readonly options: WriterOptions,
    private readonly entry: URL = ENTRY,
  ) {}

  perform(task: WriterTask): Promise<void> {
    const worker = this.worker ?? this.start();
    return this.ledger.open((number) => worker.postMessage({ number, task }));
  }

  /** The thread ends by itself: to terminate it in the middle of a write would abort the process. */
  async close(): Promise<void> {
    const worker = this.worker;
    if (worker === null) return;
    const hasEnded = once(worker, 'exit');
    worker.postMessage(null);
    await hasEnded;
  }

  private start(): Worker {
    const worker = new Worker(this.entry, { workerData: this.options });
    worker.on('message', (reply: WriterReply) => this.ledger.settle(reply));
    worker.on('error', (error) => this.lose(worker, error));
    worker.on('exit', () => this.lose(worker, new Error('The writing thread has ended')));
    this.worker = worker;
    return worker;
  }

  /** The next task starts another thread. */
  private lose(worker: Worker, cause: Error): void {
    if (this.worker !== worker) return;
    this.worker = null;
    this.ledger.fail(cause);
  }
}
