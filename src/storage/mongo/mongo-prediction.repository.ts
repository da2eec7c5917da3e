import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import type { BatchChunk, BatchHeader } from '../../domain/batch.record.js';
import type { HistoryFilter, SummaryRow } from '../../domain/history.filter.js';
import { modelMatcher } from '../../domain/model.pattern.js';
import type { PredictionRecord, WrittenRecord } from '../../domain/prediction.record.js';
import { CHUNK_VERSION } from '../chunk/chunk.format.js';
import { continueIds } from '../newest.id.js';
import type { EntryStretch, HistoryEntry } from '../ports/history.index.js';
import type { HistoryStore } from '../ports/history.store.js';
import { WriteWatch } from '../write.watch.js';
import { entryFilter, type NamedFilter } from './mongo.filter.js';
import { insertingOnce, reachingMongo } from './mongo.problem.js';
import { MongoBatchLeases } from './mongo-batch.leases.js';
import { MongoChunkStore } from './mongo-chunk.store.js';
import { MongoEntrySearch } from './mongo-entry.search.js';
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
/** Where it is said which version's chunks a history holds. */
const FORMAT = 'history_format';

/** The history in MongoDB, for any number of processes. */
@Injectable()
export class MongoPredictionRepository implements HistoryStore, OnApplicationShutdown {
  private readonly search: MongoEntrySearch;
  private readonly summary: MongoSummaryCounter;
  private readonly watch = new WriteWatch(() => this.tryWrite());
  private isContinued = false;
  /** That this version can read what is there; null until it was asked. */
  private agreement: Promise<void> | null = null;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(PREDICTIONS) private readonly predictions: Model<PredictionDocument>,
    private readonly chunks: MongoChunkStore,
    private readonly leases: MongoBatchLeases,
  ) {
    this.search = new MongoEntrySearch(predictions);
    this.summary = new MongoSummaryCounter(predictions);
  }

  /**
   * Makes sure that this version can read what is there, finds out after which id to go on and makes
   * the indexes, once the server is there.
   * @throws Error when a newer version has written there
   */
  async prepare(): Promise<void> {
    this.agreement = null;
    await this.agree();
    await continueIds(this);
    this.isContinued = true;
    await this.predictions.createIndexes();
    await this.chunks.prepare();
    this.leases.start((batchId) => this.discardBatch(batchId));
  }

  async saveAll(records: readonly WrittenRecord[]): Promise<void> {
    if (records.length === 0) return;
    const documents = records.map(({ record }) => toSingleDocument(record));
    await this.writing(() => this.insert(documents));
  }

  async saveChunk(batchId: string, chunk: BatchChunk): Promise<void> {
    await this.writing(async () => {
      await this.leases.hold(batchId);
      await this.chunks.save(batchId, chunk);
    });
  }

  async saveBatch(header: BatchHeader): Promise<void> {
    const { id, scored } = header;
    const document = toBatchDocument(header);
    await this.writing(() => this.leases.hold(id));
    const rows = await this.reaching(() => this.chunks.countRows(id));
    if (rows !== scored) {
      await this.reaching(() => this.leases.check(id));
      throw new Error(`Batch ${id} has ${rows} stored rows in place of ${scored}`);
    }
    await this.writing(async () => {
      await this.leases.keep(document);
      await this.insert([document]);
    });
    // The batch is visible by now, whatever becomes of this.
    await this.leases.release(id).catch(() => undefined);
  }

  async discardBatch(batchId: string): Promise<void> {
    // What cannot be removed now is removed when its lease has expired, which nobody renews any more.
    this.leases.abandon(batchId);
    await this.reaching(async () => {
      const kept = await this.leases.discard(batchId);
      // An error on the way to a header does not say that it will never get there.
      if (kept !== null) await this.insert([kept]);
      else if ((await this.findOne(batchId, 'batch')) === null) await this.chunks.delete(batchId);
      await this.leases.release(batchId);
    });
  }

  async findRecord(id: string): Promise<PredictionRecord | null> {
    const document = await this.reaching(() => this.findOne<SingleDocument>(id, 'single'));
    return document === null ? null : toRecord(document);
  }

  async findBatch(id: string): Promise<BatchHeader | null> {
    const document = await this.reaching(() => this.findOne<BatchDocument>(id, 'batch'));
    return document === null ? null : toHeader(document);
  }

  async *findChunks(batchId: string, fromRow: number, code?: number): AsyncGenerator<BatchChunk> {
    const chunks = this.chunks.read(batchId, fromRow, code);
    for (;;) {
      const { value, done } = await this.reaching(() => chunks.next());
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
    const documents = await this.reaching(async () =>
      this.predictions
        .find(entryFilter(await this.named(filter), before))
        .sort({ _id: -1 })
        .limit(limit)
        .lean<PredictionDocument[]>(),
    );
    return documents.map(toEntry);
  }

  async searchEntries(
    filter: HistoryFilter,
    before: string | null,
    most: number,
  ): Promise<EntryStretch> {
    if (filter.source === 'single' && filter.batchId !== undefined) {
      return { entries: [], looked: 0, last: null };
    }
    return this.reaching(async () => this.search.search(await this.named(filter), before, most));
  }

  async summarize(filter: HistoryFilter): Promise<SummaryRow[]> {
    return this.reaching(async () => this.summary.summarize(await this.named(filter)));
  }

  async ping(): Promise<void> {
    this.watch.check();
    await reachingMongo(async () => {
      const { db } = this.connection;
      // No request should come before the ids go on from the newest.
      if (db === undefined || !this.isContinued) throw new Error('The server was never reached');
      await db.command({ ping: 1 });
    });
  }

  onApplicationShutdown(): void {
    this.watch.close();
    this.leases.stop();
  }

  /** There are few names, which an index has, and so they need not be matched on the server. */
  private async named({ models, ...filter }: HistoryFilter): Promise<NamedFilter> {
    if (models === undefined) return filter;
    const isSeen = modelMatcher(models);
    if (filter.model !== undefined) return isSeen(filter.model) ? filter : { ...filter, names: [] };
    const names = (await this.predictions.distinct('model.name')) as string[];
    return { ...filter, names: names.filter(isSeen) };
  }

  private writing<T>(work: () => Promise<T>): Promise<T> {
    return this.watch.watching(() => this.reaching(work));
  }

  /** @throws Problem `history-unavailable`, also while a newer version's history is there */
  private reaching<T>(work: () => Promise<T>): Promise<T> {
    return reachingMongo(async () => {
      await this.agree();
      return work();
    });
  }

  private agree(): Promise<void> {
    this.agreement ??= this.agreeOnFormat().catch((error) => {
      this.agreement = null;
      throw error;
    });
    return this.agreement;
  }

  /** Versions that write in a newer format count up; those before it must not read what they miss. */
  private async agreeOnFormat(): Promise<void> {
    const formats = this.connection.collection<{ _id: string; version: number }>(FORMAT);
    const version = (await formats.findOne({ _id: FORMAT }))?.version ?? 0;
    if (version > CHUNK_VERSION) {
      throw new Error(
        `it has format ${version}, of a newer Tabserve; this one knows up to ${CHUNK_VERSION}`,
      );
    }
    await insertingOnce(() => formats.insertOne({ _id: FORMAT, version: CHUNK_VERSION }));
    await formats.updateOne({ _id: FORMAT }, { $max: { version: CHUNK_VERSION } });
  }

  /** One document, the same each time. */
  private async tryWrite(): Promise<void> {
    await this.reaching(() =>
      this.connection
        .collection<{ _id: string; at: Date }>(WRITE_PROBE)
        .replaceOne({ _id: WRITE_PROBE }, { at: new Date() }, { upsert: true }),
    );
  }

  /** Past mongoose, which would cast and validate every field of what was made here. */
  private insert(documents: PredictionDocument[]): Promise<void> {
    return insertingOnce(() =>
      this.predictions.collection.insertMany(documents as never[], { ordered: false }),
    );
  }

  /** Asks for the key alone: some servers of the protocol read all they have for any other filter. */
  private async findOne<T extends PredictionDocument>(
    id: string,
    source: T['source'],
  ): Promise<T | null> {
    const found = await this.predictions.findById(String(id)).lean<PredictionDocument>();
    return found?.source === source ? (found as T) : null;
  }
}
