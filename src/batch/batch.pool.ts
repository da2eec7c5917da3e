import { once } from 'node:events';
import { MessageChannel, MessagePort } from 'node:worker_threads';
import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Piscina } from 'piscina';
import { Settings } from '../config/settings.js';
import { Problem } from '../problem/problem.js';
import { type Loan, ThreadLender } from './thread.lender.js';
import { ChannelClosed, PortChannel } from './worker/port.channel.js';
import type {
  FilePart,
  ScoredChunk,
  ScoreResult,
  ScoreSummary,
  ScoreTask,
} from './worker/score.task.js';

/** A file of so many bytes is large enough that a second thread is worth while. */
const LARGE_BYTES = 1024 * 1024;
/**
 * Scoring takes all the processor that it gets; whoever answers single requests goes before, but
 * never so far that a file waits for ever on one core.
 */
const NICE = 10;

/** The threads that score files, so that the main thread never reads one. */
@Injectable()
export class BatchPool implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly pool: Piscina<ScoreTask, ScoreResult>;
  private readonly lender: ThreadLender;
  private underWay = 0;
  private first: Promise<unknown> = Promise.resolve();
  /** Threads that have loaded their code. */
  private loaded = 0;
  private readonly most: number;

  constructor({ BATCH_WORKERS, BATCH_QUEUE }: Settings) {
    this.most = BATCH_WORKERS + BATCH_QUEUE;
    this.pool = new Piscina<ScoreTask, ScoreResult>({
      filename: new URL('./worker/batch.worker.js', import.meta.url).href,
      minThreads: 0,
      maxThreads: BATCH_WORKERS,
      idleTimeout: Number.POSITIVE_INFINITY,
      niceIncrement: NICE,
    });
    this.pool.on('workerCreate', () => this.loaded++);
    this.lender = new ThreadLender(this.pool as Piscina, BATCH_WORKERS);
  }

  /** The first file shall not wait for a thread to load. */
  onApplicationBootstrap(): void {
    this.first = (this.pool as Piscina).run(null, { name: 'load' });
  }

  /** A thread that is ended while it loads native code takes the whole process with it. */
  async onApplicationShutdown(): Promise<void> {
    await this.first;
    while (this.loaded < this.pool.threads.length) await once(this.pool, 'workerCreate');
    await this.pool.destroy();
  }

  /**
   * Scores a file as its blocks arrive. A large one is lent the threads that no file needs.
   * @param blocks the file; each block's buffer is handed over to the thread
   * @param onChunk is awaited for each chunk of answers, in row order
   * @throws Problem of the file, of `blocks` or of `onChunk`; `overloaded` when the queue is full
   */
  async run(
    task: Omit<ScoreTask, 'port'>,
    blocks: AsyncIterable<Uint8Array<ArrayBuffer>>,
    onChunk: (chunk: ScoredChunk) => Promise<void>,
  ): Promise<ScoreSummary> {
    if (this.underWay >= this.most)
      throw new Problem('overloaded', 'Too many files are being scored.');
    this.lender.callBack(++this.underWay);
    const { port1, port2 } = new MessageChannel();
    const channel = new PortChannel<ScoredChunk, FilePart>(port1);
    const loans: Loan[] = [];
    try {
      const result = this.pool.run({ ...task, port: port2 }, { transferList: [port2] });
      const parts = this.withLoans(blocks, task, loans);
      return await this.attend(result, channel, parts, onChunk);
    } finally {
      channel.close();
      for (const { end } of loans) end();
      this.underWay--;
    }
  }

  /** The blocks of a file and, once it is large, a port to each thread that it is lent. */
  private async *withLoans(
    blocks: AsyncIterable<Uint8Array<ArrayBuffer>>,
    task: Omit<ScoreTask, 'port'>,
    loans: Loan[],
  ): AsyncGenerator<FilePart> {
    let bytes = 0;
    for await (const block of blocks) {
      bytes += block.length;
      yield block;
      const loan = bytes < LARGE_BYTES ? null : this.lender.lend(task, this.underWay);
      if (loan === null) continue;
      loans.push(loan);
      yield loan.port;
    }
  }

  /** Feeds the thread and takes its answers until it is done, or either side fails. */
  private async attend(
    result: Promise<ScoreResult>,
    channel: PortChannel<ScoredChunk, FilePart>,
    parts: AsyncIterable<FilePart>,
    onChunk: (chunk: ScoredChunk) => Promise<void>,
  ): Promise<ScoreSummary> {
    // A thread that has refused the file takes no more of it: its word ends the wait.
    const summary = result.then((end) =>
      'problem' in end ? Promise.reject(problemOf(end)) : end.summary,
    );
    const taken = take(channel, onChunk);
    try {
      return (await Promise.all([summary, feed(channel, parts), taken]))[0];
    } catch (error) {
      channel.close();
      // The caller clears up after a failure; no chunk may come in behind it.
      await Promise.allSettled([summary, taken]);
      throw error;
    }
  }
}

async function feed(
  channel: PortChannel<ScoredChunk, FilePart>,
  parts: AsyncIterable<FilePart>,
): Promise<void> {
  try {
    for await (const part of parts) await channel.send(part, [carrierOf(part)]);
    channel.end();
  } catch (error) {
    if (!(error instanceof ChannelClosed)) throw error;
  }
}

async function take(
  channel: PortChannel<ScoredChunk, FilePart>,
  onChunk: (chunk: ScoredChunk) => Promise<void>,
): Promise<void> {
  try {
    for await (const chunk of channel.receive()) await onChunk(chunk);
  } catch (error) {
    if (!(error instanceof ChannelClosed)) throw error;
  }
}

function carrierOf(part: FilePart): ArrayBuffer | MessagePort {
  return part instanceof MessagePort ? part : part.buffer;
}

function problemOf({ problem }: Extract<ScoreResult, { problem: unknown }>): Problem {
  const { code, detail, errors } = problem;
  return new Problem(code, detail, errors === undefined ? {} : { errors });
}
