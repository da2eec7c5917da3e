import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { BatchChunk, BatchHeader } from '../../domain/batch.record.js';
import type { HistoryFilter, SummaryRow } from '../../domain/history.filter.js';
import type { PredictionRecord, WrittenRecord } from '../../domain/prediction.record.js';
import { Problem } from '../../problem/problem.js';
import type { EntryStretch, HistoryEntry } from '../ports/history.index.js';
import type { HistoryStore } from '../ports/history.store.js';
import { WriteWatch } from '../write.watch.js';
import { HistoryFiles } from './history.files.js';
import { openHistory } from './open.history.js';
import { PendingIntake } from './pending/pending.intake.js';
import { PendingSchedule } from './pending/pending.schedule.js';
import type { ServiceLock } from './service.lock.js';
import { isNoSpace, logLimitOf } from './space.reserve.js';
import { SqlitePredictionRepository } from './sqlite-prediction.repository.js';
import type { TableWriter } from './writer/table.writer.js';
import type { WriterOptions, WriterTask } from './writer/writer.message.js';
import { WriterProcess } from './writer/writer.process.js';
import { WriterThread } from './writer/writer.thread.js';

const LOOK_EVERY_MS = 1_000;

/**
 * The history in one SQLite file, at little cost for the thread that answers: a single prediction
 * is acknowledged when it is committed as pending, and a thread of its own brings it into the
 * tables, writes batches, and writes the log back. Reads come from the tables, when nothing is
 * pending any more of what was acknowledged before.
 */
export class FilePredictionRepository implements HistoryStore, OnApplicationShutdown {
  private readonly intake: PendingIntake;
  private readonly schedule: PendingSchedule;
  private readonly watch: WriteWatch;
  private readonly files: HistoryFiles;
  private readonly timer: NodeJS.Timeout;
  /** Beyond this many characters of pending records, new ones wait until the tables have caught up. */
  private readonly mostBacklog: number;
  private readonly logger = new Logger('History');
  private isGone = false;
  private isClosed = false;

  private constructor(
    options: WriterOptions,
    private readonly tables: SqlitePredictionRepository,
    private readonly writer: TableWriter,
    private readonly lock: ServiceLock | null,
  ) {
    this.mostBacklog = logLimitOf(options.path);
    this.intake = new PendingIntake(options);
    this.files = new HistoryFiles(options.path);
    this.files.check();
    this.timer = setInterval(() => this.look(options.path), LOOK_EVERY_MS).unref();
    this.watch = new WriteWatch(async () => {
      this.files.check();
      await writer.perform({ do: 'tryWrite' });
    });
    this.schedule = new PendingSchedule(writer, (error) => this.watch.noteFailed(error));
  }

  /**
   * Opens the history as the one service that has it, brings what a killed process had acknowledged
   * into the tables and removes what an interrupted batch left.
   * @param writerEntry module of the writing thread, where it is not beside this one
   * @throws Error when the path cannot be used, or another service has the history
   */
  static async open(options: WriterOptions, writerEntry?: URL): Promise<FilePredictionRepository> {
    const { tables, lock } = await openHistory(options);
    const writer = new WriterThread(options, writerEntry);
    return new FilePredictionRepository(options, tables, writer, lock);
  }

  /** Joins a history that a primary process has opened, and writes for this one. */
  static join(options: WriterOptions): FilePredictionRepository {
    const tables = SqlitePredictionRepository.join(options.path, options.synchronous);
    return new FilePredictionRepository(options, tables, new WriterProcess(), null);
  }

  async saveAll(records: readonly WrittenRecord[]): Promise<void> {
    this.checkOpen();
    if (records.length === 0) return;
    this.files.check();
    const texts = records.map(({ json }) => json);
    // What is left is for clearing up; a small write tells when there is room again.
    if (isNoSpace(this.watch.failure)) throw this.watch.failure;
    if (this.schedule.backlog > this.mostBacklog) {
      await this.watch.watching(() => this.schedule.moveNow());
    }
    await this.watch.watching(() => this.intake.add(texts, this.watch.isFailing));
    this.schedule.noteAdded(texts);
  }

  async saveChunk(batchId: string, chunk: BatchChunk): Promise<void> {
    await this.perform({ do: 'saveChunk', batchId, chunk });
  }

  async saveBatch(header: BatchHeader): Promise<void> {
    this.files.check();
    await this.perform({ do: 'saveBatch', header });
  }

  async discardBatch(batchId: string): Promise<void> {
    await this.perform({ do: 'discardBatch', batchId });
  }

  async findRecord(id: string): Promise<PredictionRecord | null> {
    await this.settle();
    return this.tables.findRecord(id);
  }

  async findBatch(id: string): Promise<BatchHeader | null> {
    return this.tables.findBatch(id);
  }

  findChunks(batchId: string, fromRow: number, code?: number): AsyncGenerator<BatchChunk> {
    return this.tables.findChunks(batchId, fromRow, code);
  }

  async findEntries(
    filter: HistoryFilter,
    before: string | null,
    limit: number,
  ): Promise<HistoryEntry[]> {
    await this.settle();
    return this.tables.findEntries(filter, before, limit);
  }

  async searchEntries(
    filter: HistoryFilter,
    before: string | null,
    most: number,
  ): Promise<EntryStretch> {
    // What goes on below an entry was settled when that was found.
    if (before === null) await this.settle();
    else this.checkOpen();
    return this.tables.searchEntries(filter, before, most);
  }

  async summarize(filter: HistoryFilter): Promise<SummaryRow[]> {
    await this.settle();
    return this.tables.summarize(filter);
  }

  async ping(): Promise<void> {
    this.watch.check();
    await this.tables.ping();
  }

  /** Brings everything into the tables and closes them; what fails is left to the next start. */
  async onApplicationShutdown(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    clearInterval(this.timer);
    this.watch.close();
    this.schedule.close();
    this.intake.close();
    await this.moveAll().catch(() => {});
    await this.writer.close();
    this.tables.onApplicationShutdown();
    this.lock?.release();
  }

  /** Whoever reads can still read, so that what is there can be exported before a restart. */
  private look(path: string): void {
    try {
      this.files.check();
      this.isGone = false;
    } catch (error) {
      this.watch.noteFailed(error);
      if (!this.isGone) this.logger.error(goneText(path));
      this.isGone = true;
    }
  }

  private async perform(task: WriterTask): Promise<void> {
    this.checkOpen();
    try {
      await this.writer.perform(task);
    } catch (error) {
      // A file that finds no room is refused; everything else is still stored.
      if ((error as Problem).code !== 'storage-full') this.watch.noteFailed(error);
      throw error;
    }
  }

  private async settle(): Promise<void> {
    this.checkOpen();
    await this.moveAll();
  }

  private async moveAll(): Promise<void> {
    if (this.tables.isSettled()) return;
    try {
      await this.schedule.moveNow();
    } catch (error) {
      // It may have been done, and have left too little space for what is written next.
      if (!this.tables.isSettled()) throw error;
      this.watch.noteFailed(error);
    }
  }

  private checkOpen(): void {
    if (this.isClosed) throw new Problem('history-unavailable', 'The history is closed.');
  }
}

function goneText(path: string): string {
  return (
    `${path}, or what belongs to it, was removed or replaced while it is in use: nothing is stored ` +
    'any more. Put the same file back; or save what can still be read (GET /history/export), and restart.'
  );
}
