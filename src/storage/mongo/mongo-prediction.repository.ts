import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import type { BatchChunk, BatchHeader } from '../batch.record.js';
import type { HistoryFilter, SummaryRow } from '../history.filter.js';
import { continueIds } from '../newest.id.js';
import type { PredictionRecord } from '../prediction.record.js';
import { type HistoryEntry, PredictionRepository } from '../prediction.repository.js';
import { WriteWatch } from '../write.watch.js';
import { entryFilter } from './mongo.filter.js';
import { insertingOnce, reachingHistory } from './mongo.problem.js';
import { MongoChunkStore } from './mongo-chunk.store.js';
import { MongoSummaryCounter } from './mongo-summary.counter.js';
import {
  type BatchDocument,
  PREDICTIONS,
  type PredictionDocument,
  type SingleDocument,
} from './prediction.document.js';
import {
  toBatchDocument,
  toEntry,
  toHeader,
  toRecord,
  toSingleDocument,
} from './prediction.mapper.js';

/** Where it is tried whether something can be written, after a write has failed. */
const WRITE_PROBE = 'write_probe';
/** Chunks without a header are another process's batch for as long as this. */
const ORPHAN_AGE_MS = 60 * 60 * 1_000;

/** The history in MongoDB, for any number of processes. */
@Injectable()
export class MongoPredictionRepository
  extends PredictionRepository
  implements OnApplicationShutdown
{
  readonly #summary: MongoSummaryCounter;
  readonly #watch = new WriteWatch(() => this.#tryWrite());
  #isContinued = false;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(PREDICTIONS) private readonly predictions: Model<PredictionDocument>,
    private readonly chunks: MongoChunkStore,
  ) {
    super();
    this.#summary = new MongoSummaryCounter(predictions);
  }

  /**
   * Finds out after which id to go on, makes the indexes and removes what interrupted batches left,
   * once the server is there.
   */
  async prepare(): Promise<void> {
    await continueIds(this);
    this.#isContinued = true;
    await this.predictions.createIndexes();
    await this.chunks.prepare();
    await this.sweep(new Date(Date.now() - ORPHAN_AGE_MS));
  }

  /** Removes the chunks of batches that were begun before a time and never completed. */
  async sweep(before: Date): Promise<void> {
    for (const batchId of await this.chunks.findOpen(before)) await this.discardBatch(batchId);
  }

  async saveAll(records: readonly PredictionRecord[]): Promise<void> {
    if (records.length === 0) return;
    const documents = records.map(toSingleDocument);
    await this.#watch.watching(() => reachingHistory(() => this.#insert(documents)));
  }

  async saveChunk(batchId: string, chunk: BatchChunk): Promise<void> {
    await this.#watch.watching(() => reachingHistory(() => this.chunks.save(batchId, chunk)));
  }

  async saveBatch(header: BatchHeader): Promise<void> {
    const rows = await reachingHistory(() => this.chunks.countRows(header.id));
    if (rows !== header.scored) {
      throw new Error(`Batch ${header.id} has ${rows} stored rows in place of ${header.scored}`);
    }
    await this.#watch.watching(() =>
      reachingHistory(() => this.#insert([toBatchDocument(header)])),
    );
    // The batch is visible by now, whatever becomes of this.
    await this.chunks.unlist(header.id).catch(() => undefined);
  }

  async discardBatch(batchId: string): Promise<void> {
    await reachingHistory(async () => {
      if ((await this.#findOne(batchId, 'batch')) === null) await this.chunks.delete(batchId);
      await this.chunks.unlist(batchId);
    });
  }

  async findRecord(id: string): Promise<PredictionRecord | null> {
    const document = await reachingHistory(() => this.#findOne<SingleDocument>(id, 'single'));
    return document === null ? null : toRecord(document);
  }

  async findBatch(id: string): Promise<BatchHeader | null> {
    const document = await reachingHistory(() => this.#findOne<BatchDocument>(id, 'batch'));
    return document === null ? null : toHeader(document);
  }

  async *findChunks(batchId: string, fromRow: number, code?: number): AsyncGenerator<BatchChunk> {
    const chunks = this.chunks.read(batchId, fromRow, code);
    for (;;) {
      const { value, done } = await reachingHistory(() => chunks.next());
      if (done) return;
      yield value;
    }
  }

  async findEntries(
    filter: HistoryFilter,
    before: string | null,
    limit: number,
  ): Promise<HistoryEntry[]> {
    if (filter.source === 'single' && filter.batchId !== undefined) return [];
    const documents = await reachingHistory(() =>
      this.predictions
        .find(entryFilter(filter, before))
        .sort({ _id: -1 })
        .limit(limit)
        .lean<PredictionDocument[]>(),
    );
    return documents.map(toEntry);
  }

  async summarize(filter: HistoryFilter): Promise<SummaryRow[]> {
    return reachingHistory(() => this.#summary.summarize(filter));
  }

  async ping(): Promise<void> {
    this.#watch.check();
    await reachingHistory(async () => {
      const { db } = this.connection;
      // No request should come before the ids go on from the newest.
      if (db === undefined || !this.#isContinued) throw new Error('The server was never reached');
      await db.command({ ping: 1 });
    });
  }

  onApplicationShutdown(): void {
    this.#watch.close();
  }

  /** One document, the same each time. */
  async #tryWrite(): Promise<void> {
    await reachingHistory(() =>
      this.connection
        .collection<{ _id: string; at: Date }>(WRITE_PROBE)
        .replaceOne({ _id: WRITE_PROBE }, { at: new Date() }, { upsert: true }),
    );
  }

  /** Past mongoose, which would cast and validate every field of what was made here. */
  #insert(documents: PredictionDocument[]): Promise<void> {
    return insertingOnce(() =>
      this.predictions.collection.insertMany(documents as never[], { ordered: false }),
    );
  }

  /** Asks for the key alone: some servers of the protocol read all they have for any other filter. */
  async #findOne<T extends PredictionDocument>(id: string, source: T['source']): Promise<T | null> {
    const found = await this.predictions.findById(String(id)).lean<PredictionDocument>();
    return found?.source === source ? (found as T) : null;
  }
}
