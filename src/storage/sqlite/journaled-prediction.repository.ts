import type { OnApplicationShutdown } from '@nestjs/common';
import { Problem } from '../../problem/problem.js';
import type { BatchChunk, BatchHeader } from '../batch.record.js';
import type { HistoryFilter, SummaryRow } from '../history.filter.js';
import type { PredictionRecord } from '../prediction.record.js';
import { type HistoryEntry, PredictionRepository } from '../prediction.repository.js';
import { JournalApplier } from './journal/journal.applier.js';
import { journalFolderOf } from './journal/journal.folder.js';
import { RecordJournal } from './journal/record.journal.js';
import { openTables } from './open.tables.js';
import { reachingHistory } from './sqlite.problem.js';
import { SqlitePredictionRepository } from './sqlite-prediction.repository.js';
import type { TableWriter } from './writer/table.writer.js';
import type { WriterOptions } from './writer/writer.message.js';
import { WriterProcess } from './writer/writer.process.js';
import { WriterThread } from './writer/writer.thread.js';

/** Beyond this much in the journal, new records wait until the tables have caught up. */
const MOST_UNAPPLIED_BYTES = 64 * 1024 * 1024;

/**
 * The history in one SQLite file, without its cost on the thread that answers: single predictions
 * are acknowledged when they are in a journal, and a thread of its own brings them into the
 * tables. Reads come from the tables, and wait until everything acknowledged is there.
 */
export class JournaledPredictionRepository
  extends PredictionRepository
  implements OnApplicationShutdown
{
  readonly #tables: SqlitePredictionRepository;
  readonly #journal: RecordJournal;
  readonly #writer: TableWriter;
  readonly #applier: JournalApplier;
  #isClosed = false;

  private constructor(
    { path, synchronous }: WriterOptions,
    tables: SqlitePredictionRepository,
    writer: TableWriter,
  ) {
    super();
    this.#tables = tables;
    this.#journal = new RecordJournal(journalFolderOf(path), synchronous);
    this.#writer = writer;
    this.#applier = new JournalApplier(writer);
  }

  /**
   * Opens the history, recovers what a killed process had acknowledged and removes what an
   * interrupted batch left.
   * The journal is in the folder `<path>-pending`.
   * @param writerEntry module of the writing thread, where it is not beside this one
   * @throws Error when the path cannot be used, or the journal is damaged
   */
  static open(options: WriterOptions, writerEntry?: URL): JournaledPredictionRepository {
    const writer = new WriterThread(options, writerEntry);
    return new JournaledPredictionRepository(options, openTables(options), writer);
  }

  /** Joins a history that a primary process has opened, and writes for this one. */
  static join(options: WriterOptions): JournaledPredictionRepository {
    const tables = SqlitePredictionRepository.join(options.path, options.synchronous);
    return new JournaledPredictionRepository(options, tables, new WriterProcess());
  }

  async saveAll(
    records: readonly PredictionRecord[],
    texts = records.map((record) => JSON.stringify(record)),
  ): Promise<void> {
    this.#checkOpen();
    if (records.length === 0) return;
    if (this.#applier.isFailing || this.#applier.unapplied > MOST_UNAPPLIED_BYTES) {
      await this.#applier.settle();
    }
    this.#applier.noteAppended(reachingHistory(() => this.#journal.append(texts)));
  }

  async saveChunk(batchId: string, chunk: BatchChunk): Promise<void> {
    this.#checkOpen();
    await this.#writer.perform({ do: 'saveChunk', batchId, chunk });
  }

  async saveBatch(header: BatchHeader): Promise<void> {
    this.#checkOpen();
    await this.#writer.perform({ do: 'saveBatch', header });
  }

  async discardBatch(batchId: string): Promise<void> {
    this.#checkOpen();
    await this.#writer.perform({ do: 'discardBatch', batchId });
  }

  async findRecord(id: string): Promise<PredictionRecord | null> {
    await this.#settle();
    return this.#tables.findRecord(id);
  }

  async findBatch(id: string): Promise<BatchHeader | null> {
    return this.#tables.findBatch(id);
  }

  findChunks(batchId: string, fromRow: number, code?: number): AsyncGenerator<BatchChunk> {
    return this.#tables.findChunks(batchId, fromRow, code);
  }

  async findEntries(
    filter: HistoryFilter,
    before: string | null,
    limit: number,
  ): Promise<HistoryEntry[]> {
    await this.#settle();
    return this.#tables.findEntries(filter, before, limit);
  }

  async summarize(filter: HistoryFilter): Promise<SummaryRow[]> {
    await this.#settle();
    return this.#tables.summarize(filter);
  }

  async ping(): Promise<void> {
    await this.#tables.ping();
    if (this.#applier.isFailing) await this.#settle();
  }

  /** Brings everything into the tables and closes them; what fails is left to the next start. */
  async onApplicationShutdown(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const isEmpty = await this.#applier.close().then(
      () => true,
      () => false,
    );
    await this.#writer.close();
    this.#journal.close(isEmpty);
    this.#tables.onApplicationShutdown();
  }

  async #settle(): Promise<void> {
    this.#checkOpen();
    await this.#applier.settle();
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new Problem('history-unavailable', 'The history is closed.');
  }
}
