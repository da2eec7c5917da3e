import { MessageChannel } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import { Settings } from '../config/settings.js';
import { Problem } from '../problem/problem.js';
import { ChannelClosed, PortChannel } from './worker/port.channel.js';
import type { ScoredChunk, ScoreResult, ScoreSummary, ScoreTask } from './worker/score.task.js';

/** The threads that score files, so that the main thread never reads one. */
@Injectable()
export class BatchPool implements OnApplicationShutdown {
  private readonly pool: Piscina<ScoreTask, ScoreResult>;
  private underWay = 0;
  private readonly most: number;

  constructor({ BATCH_WORKERS, BATCH_QUEUE }: Settings) {
    this.most = BATCH_WORKERS + BATCH_QUEUE;
    this.pool = new Piscina<ScoreTask, ScoreResult>({
      filename: new URL('./worker/batch.worker.js', import.meta.url).href,
      minThreads: 1,
      maxThreads: BATCH_WORKERS,
      idleTimeout: Number.POSITIVE_INFINITY,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.destroy();
  }

  /**
   * Scores a file as its blocks arrive.
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
    this.underWay++;
    const { port1, port2 } = new MessageChannel();
    const channel = new PortChannel<ScoredChunk, Uint8Array>(port1);
    try {
      const result = this.pool.run({ ...task, port: port2 }, { transferList: [port2] });
      return await this.attend(result, channel, blocks, onChunk);
    } finally {
      channel.close();
      this.underWay--;
    }
  }

  /** Feeds the thread and takes its answers until it is done, or either side fails. */
  private async attend(
    result: Promise<ScoreResult>,
    channel: PortChannel<ScoredChunk, Uint8Array>,
    blocks: AsyncIterable<Uint8Array<ArrayBuffer>>,
    onChunk: (chunk: ScoredChunk) => Promise<void>,
  ): Promise<ScoreSummary> {
    // A thread that has refused the file takes no more of it: its word ends the wait.
    const summary = result.then((end) =>
      'problem' in end ? Promise.reject(problemOf(end)) : end.summary,
    );
    const taken = take(channel, onChunk);
    try {
      return (await Promise.all([summary, feed(channel, blocks), taken]))[0];
    } catch (error) {
      channel.close();
      // The caller clears up after a failure; no chunk may come in behind it.
      await Promise.allSettled([summary, taken]);
      throw error;
    }
  }
}

async function feed(
  channel: PortChannel<ScoredChunk, Uint8Array>,
  blocks: AsyncIterable<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  try {
    for await (const block of blocks) await channel.send(block, [block.buffer]);
    channel.end();
  } catch (error) {
    if (!(error instanceof ChannelClosed)) throw error;
  }
}

async function take(
  channel: PortChannel<ScoredChunk, Uint8Array>,
  onChunk: (chunk: ScoredChunk) => Promise<void>,
): Promise<void> {
  try {
    for await (const chunk of channel.receive()) await onChunk(chunk);
  } catch (error) {
    if (!(error instanceof ChannelClosed)) throw error;
  }
}

function problemOf({ problem }: Extract<ScoreResult, { problem: unknown }>): Problem {
  const { code, detail, errors } = problem;
  return new Problem(code, detail, errors === undefined ? {} : { errors });
}
