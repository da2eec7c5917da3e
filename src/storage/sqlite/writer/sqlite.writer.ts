import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../../problem/problem.js';
import type { WriterFault, WriterOptions, WriterReply, WriterTask } from './writer.message.js';

interface Outstanding {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const ENTRY = new URL('./sqlite-writer.worker.js', import.meta.url);

/** The thread that writes the tables; it is started by its first task. */
export class SqliteWriter {
  #worker: Worker | null = null;
  #number = 0;
  readonly #outstanding = new Map<number, Outstanding>();

  constructor(
    private readonly options: WriterOptions,
    private readonly entry: URL = ENTRY,
  ) {}

  /**
   * Tasks are done in the order in which they are given.
   * @throws Problem `history-unavailable`
   */
  perform(task: WriterTask): Promise<void> {
    const worker = this.#worker ?? this.#start();
    const number = ++this.#number;
    return new Promise((resolve, reject) => {
      this.#outstanding.set(number, { resolve, reject });
      worker.postMessage({ number, task });
    });
  }

  /** Resolves when all tasks are done and the thread has ended. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    const hasEnded = once(worker, 'exit');
    worker.postMessage(null);
    await hasEnded;
  }

  #start(): Worker {
    const worker = new Worker(this.entry, { workerData: this.options });
    worker.on('message', (reply: WriterReply) => this.#settle(reply));
    worker.on('error', (error) => this.#lose(worker, error));
    worker.on('exit', () => this.#lose(worker, new Error('The writing thread has ended')));
    this.#worker = worker;
    return worker;
  }

  #settle({ number, fault }: WriterReply): void {
    const task = this.#outstanding.get(number);
    this.#outstanding.delete(number);
    if (fault === null) task?.resolve();
    else task?.reject(errorOf(fault));
  }

  /** The next task starts another thread. */
  #lose(worker: Worker, cause: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const problem = new Problem('history-unavailable', 'The history cannot be written.', { cause });
    for (const { reject } of this.#outstanding.values()) reject(problem);
    this.#outstanding.clear();
  }
}

function errorOf({ message, isProblem }: WriterFault): Error {
  return isProblem ? new Problem('history-unavailable', message) : new Error(message);
}
