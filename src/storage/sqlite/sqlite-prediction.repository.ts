import type Database from 'libsql';
import type { Statement } from 'libsql';
import type { BatchChunk, BatchHeader } from '../../domain/batch.record.js';
import type { HistoryFilter, SummaryRow } from '../../domain/history.filter.js';
import type { PredictionRecord, WrittenRecord } from '../../domain/prediction.record.js';
import { Problem } from '../../problem/problem.js';
import type { EntryStretch, HistoryEntry } from '../ports/history.index.js';
import type { HistoryStore } from '../ports/history.store.js';
import { LogCheckpointer } from './log.checkpointer.js';
import { PendingMover } from './pending/pending.mover.js';
import { PendingTable } from './pending/pending.table.js';
import { SeriesRegister } from './series.register.js';
import {
  BUSY_TIMEOUT_MS,
  joinSqlite,
  openSqlite,
  type SqliteSynchronous,
  SqliteTransaction,
} from './sqlite.connection.js';
import { reachingSqlite } from './sqlite.problem.js';
import { sweep } from './sqlite.schema.js';
import { SqliteBatchStore } from './sqlite-batch.store.js';
import { SqliteEntryFinder } from './sqlite-entry.finder.js';
import { SqliteEntrySearch } from './sqlite-entry.search.js';
import { SqliteRecordWriter } from './sqlite-record.writer.js';
import { SqliteSummaryCounter } from './sqlite-summary.counter.js';

/** The history in one SQLite file, through one connection. Threads use it without Nest. */
export class SqlitePredictionRepository implements HistoryStore {
  private readonly db: Database.Database;
  private readonly records: SqliteRecordWriter;
  private readonly series: SeriesRegister;
  private readonly batches: SqliteBatchStore;
  private readonly entries: SqliteEntryFinder;
  private readonly search: SqliteEntrySearch;
  private readonly summary: SqliteSummaryCounter;
  private readonly pending: PendingTable;
  private readonly mover: PendingMover;
  private readonly select: Statement;
  private readonly count: Statement;
  private isClosed = false;

  private constructor(db: Database.Database) {
    this.db = db;
    this.series = new SeriesRegister(db);
    this.records = new SqliteRecordWriter(db, this.series);
    this.batches = new SqliteBatchStore(db, this.series);
    this.entries = new SqliteEntryFinder(db, this.series);
    this.search = new SqliteEntrySearch(db, this.series, this.entries);
    this.summary = new SqliteSummaryCounter(db, this.series);
    this.pending = new PendingTable(db);
    this.mover = new PendingMover(db, this.pending, this.records);
    this.select = db.prepare(SELECT_RECORD).raw();
    this.count = db.prepare('SELECT count(*) FROM open_batches').raw();
  }

  /**
   * Opens the history as the first of a service, creating it where needed.
   * @param path of the database file, or `:memory:`
   * @throws Error when the path cannot be used
   */
  static open(path: string, synchronous: SqliteSynchronous = 'NORMAL'): SqlitePredictionRepository {
    return new SqlitePredictionRepository(openSqlite(path, synchronous));
  }

  /** Another connection to a history that this service has opened. */
  static join(path: string, synchronous: SqliteSynchronous): SqlitePredictionRepository {
    return new SqlitePredictionRepository(joinSqlite(path, synchronous));
  }

  /** Removes the chunks of batches that were never completed. For when none is under way. */
  sweep(): void {
    this.reach(() => new SqliteTransaction(this.db).run(() => sweep(this.db)));
  }

  /** Whether everything acknowledged is in the tables. */
  isSettled(): boolean {
    return this.reach(() => this.pending.isEmpty());
  }

  /**
   * Brings everything into the tables that is pending.
   * @param moved is told how many bytes of how many groups each transaction has moved
   */
  movePending(moved?: (bytes: number, groups: number) => void): void {
    this.reach(() => this.mover.moveAll(moved));
  }

  /**
   * What writes the log back into the file, through this connection.
   * @param limit how large the log may become, in bytes
   */
  checkpointer(limit: number): LogCheckpointer {
    return new LogCheckpointer(this.db, limit, BUSY_TIMEOUT_MS);
  }

  /** Writes all of the log back and gives its space to the disk, as far as that can be done. */
  emptyLog(): void {
    try {
      this.db.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // On a full disk the log stays beside the file, as after a kill.
    }
  }

  async saveAll(records: readonly WrittenRecord[]): Promise<void> {
    this.saveWritten(records);
  }

  /** Stores all records or none; those that are there already stay as they are. */
  saveWritten(records: readonly WrittenRecord[]): void {
    this.reach(() => this.records.save(records));
  }

  async saveChunk(batchId: string, chunk: BatchChunk): Promise<void> {
    this.reach(() => this.batches.saveChunk(batchId, chunk));
  }

  async saveBatch(header: BatchHeader): Promise<void> {
    const rows = this.reach(() => this.batches.saveHeader(header));
    if (rows !== header.scored) {
      throw new Error(`Batch ${header.id} has ${rows} stored rows in place of ${header.scored}`);
    }
  }

  async discardBatch(batchId: string): Promise<void> {
    this.reach(() => this.batches.discard(batchId));
  }

  /** Writes something small and removes it. */
  tryWrite(): void {
    this.reach(() => {
      this.pending.add([]);
      this.mover.moveAll();
    });
  }

  async findRecord(id: string): Promise<PredictionRecord | null> {
    return this.findOne(id, 'single');
  }

  async findBatch(id: string): Promise<BatchHeader | null> {
    return this.findOne(id, 'batch');
  }

  async *findChunks(batchId: string, fromRow: number, code?: number): AsyncGenerator<BatchChunk> {
    for (let row = fromRow; ; ) {
      const chunk = this.reach(() => this.batches.findChunk(batchId, row, code));
      if (chunk === null) return;
      yield chunk;
      row = chunk.firstRow + chunk.rows;
    }
  }

  async findEntries(
    filter: HistoryFilter,
    before: string | null,
    limit: number,
  ): Promise<HistoryEntry[]> {
    return this.reach(() => this.entries.find(filter, before, limit));
  }

  async searchEntries(
    filter: HistoryFilter,
    before: string | null,
    most: number,
  ): Promise<EntryStretch> {
    return this.reach(() => this.search.search(filter, before, most));
  }

  async summarize(filter: HistoryFilter): Promise<SummaryRow[]> {
    return this.reach(() => this.summary.summarize(filter));
  }

  async ping(): Promise<void> {
    this.reach(() => this.count.get());
  }

  /** Writes the log back into the file and closes it. */
  onApplicationShutdown(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.emptyLog();
    this.db.close();
  }

  private reach<T>(work: () => T): T {
    // libsql itself goes on writing through statements prepared before the close.
    if (this.isClosed) throw new Problem('history-unavailable', 'The history is closed.');
    return reachingSqlite(work);
  }

  private findOne<T>(id: string, source: HistoryEntry['source']): T | null {
    const row = this.reach(() => this.select.get([id, source])) as [string] | undefined;
    return row === undefined ? null : JSON.parse(row[0]);
  }
}

const SELECT_RECORD = `
  SELECT record FROM predictions
  WHERE id = ? AND CASE WHEN sid > 0 THEN 'single' ELSE 'batch' END = ?`;
