import { once } from 'node:events';
import { BroadcastChannel } from 'node:worker_threads';
import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Piscina } from 'piscina';
import { Settings } from '../../config/settings.js';
import { ModelProvider } from '../../inference/registry/model.provider.js';
import { Problem } from '../../problem/problem.js';
import { countThreads } from '../scoring.metrics.js';
import { stateBuffers } from '../table/reader.state.js';
import { buffersOf, type ChunkParts } from '../table/row.chunk.js';
import type { Dialect } from '../table/table.options.js';
import { RETIRED } from './model.sessions.js';
import type { TableThreads } from './table.pipeline.js';
import type {
  Answered,
  ChunkTask,
  ReadingState,
  ReadPart,
  ReadTask,
  ScoredChunk,
  TableTask,
} from './thread.task.js';

/**
 * Scoring takes all the processor that it gets; whoever answers single requests goes before, but
 * never so far that a file waits for ever on one core.
 */
const NICE = 10;
/** One task runs, and the next is there when it ends. */
const TASKS_AT_A_THREAD = 2;

/** The threads that read and score tables, so that the main thread never does. */
@Injectable()
export class ScoringPool implements TableThreads, OnApplicationBootstrap, OnApplicationShutdown {
  readonly count: number;
  private readonly pool: Piscina<unknown, unknown>;
  private readonly retired = new BroadcastChannel(RETIRED);
  private readonly underWay = new Set<Promise<unknown>>();
  private isClosed = false;
  /** Threads that have loaded their code. */
  private loaded = 0;

  constructor({ BATCH_WORKERS }: Settings, models: ModelProvider) {
    this.count = BATCH_WORKERS;
    models.onClosed((contractHash) => {
      if (!this.isClosed) this.retired.postMessage(contractHash);
    });
    this.retired.unref();
    this.pool = new Piscina({
      filename: new URL('../../scoring.worker.js', import.meta.url).href,
      minThreads: 0,
      maxThreads: BATCH_WORKERS,
      concurrentTasksPerWorker: TASKS_AT_A_THREAD,
      idleTimeout: Number.POSITIVE_INFINITY,
      niceIncrement: NICE,
    });
    this.pool.on('workerCreate', () => this.loaded++);
    countThreads(() => this.loaded);
  }

  /** The first file shall not wait for a thread to load. */
  onApplicationBootstrap(): void {
    this.load(1);
  }

  /** Starts threads ahead of their first task. */
  load(threads: number): void {
    for (let at = 0; at < threads; at++) void this.start(null, { name: 'load' });
  }

  /** A thread that is ended within native code, or while it loads it, takes the whole process with it. */
  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    this.retired.close();
    // A file that is given up may still have begun another task.
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
    while (this.loaded < this.pool.threads.length) await once(this.pool, 'workerCreate');
    await this.pool.destroy();
  }

  read(
    table: TableTask,
    state: ReadingState,
    bytes: Uint8Array<ArrayBuffer>,
    isLast: boolean,
  ): Promise<ReadPart> {
    const task: ReadTask = { table, state, bytes, isLast };
    const chunk = state.chunk === null ? [] : buffersOf(state.chunk);
    const rest = state.reader === null ? [] : stateBuffers(state.reader);
    return this.run('read', task, [bytes.buffer, ...chunk, ...rest]);
  }

  score(
    { model, terms, withData }: TableTask,
    { dialect, columns }: Pick<ReadPart, 'dialect' | 'columns'>,
    chunk: ChunkParts,
  ): Promise<ScoredChunk> {
    const { passed } = terms;
    const task: ChunkTask = {
      model,
      passed,
      dialect: dialect as Dialect,
      columns,
      withData,
      chunk,
    };
    return this.run('score', task, buffersOf(chunk));
  }

  /** @param buffers are handed over with the task, and not copied */
  private async run<T>(name: string, task: object, buffers: ArrayBuffer[]): Promise<T> {
    const answer = (await this.start(task, { name, transferList: buffers })) as Answered<T>;
    if ('value' in answer) return answer.value;
    const { code, detail, errors, members } = answer.problem;
    throw new Problem(code, detail, { ...(errors === undefined ? {} : { errors }), members });
  }

  private async start(...task: Parameters<typeof this.pool.run>): Promise<unknown> {
    const running = this.pool.run(...task);
    this.underWay.add(running);
    return running.finally(() => this.underWay.delete(running));
  }
}
