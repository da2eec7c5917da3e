import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, mongo, trusted } from 'mongoose';
import type { BatchChunk } from '../batch.record.js';
import { codesIn } from '../chunk.codec.js';
import { justAbove, lowestIdAt } from '../prediction.id.js';
import {
  BATCH_ROWS,
  type ChunkDocument,
  chunkKey,
  lastChunkKey,
  OPEN_BATCHES,
  type OpenBatchDocument,
} from './batch-row.document.js';
import { idsIn } from './mongo.filter.js';
import { insertingOnce } from './mongo.problem.js';

/** The chunks of batches, and the list of those whose header is not written yet. */
@Injectable()
export class MongoChunkStore {
  readonly #listed = new Set<string>();

  constructor(
    @InjectModel(BATCH_ROWS) private readonly chunks: Model<ChunkDocument>,
    @InjectModel(OPEN_BATCHES) private readonly open: Model<OpenBatchDocument>,
  ) {}

  async prepare(): Promise<void> {
    await this.chunks.createIndexes();
  }

  async save(batchId: string, chunk: BatchChunk): Promise<void> {
    await this.#list(batchId);
    const document = toDocument(batchId, chunk) as never;
    await insertingOnce(() => this.chunks.collection.insertOne(document));
  }

  async countRows(batchId: string): Promise<number> {
    const chunks = await this.chunks.find({ _id: keysOf(batchId) }, { rows: 1 }).lean();
    return chunks.reduce((sum, { rows }) => sum + rows, 0);
  }

  /** Takes a batch whose header is written off the list; the sweep would do it later. */
  async unlist(batchId: string): Promise<void> {
    this.#listed.delete(batchId);
    await this.open.deleteOne({ _id: batchId });
  }

  async delete(batchId: string): Promise<void> {
    await this.chunks.deleteMany({ _id: keysOf(batchId) });
  }

  /** Batches begun before a time whose header was not written by their own process. */
  async findOpen(before: Date): Promise<string[]> {
    const range = idsIn({ low: '', high: lowestIdAt(before) });
    return (await this.open.find({ _id: range }).lean()).map(({ _id }) => _id);
  }

  /** Chunk by chunk and without a cursor, which would time out while a client reads slowly. */
  async *read(batchId: string, fromRow: number, code?: number): AsyncGenerator<BatchChunk> {
    let low = await this.#keyOfRow(batchId, fromRow);
    for (;;) {
      const chunk = await this.#next(batchId, low, code);
      if (chunk === null) return;
      if (chunk.firstRow + chunk.rows > fromRow) yield chunk;
      low = chunkKey(batchId, chunk.firstRow + chunk.rows);
    }
  }

  async #next(batchId: string, low: string, code?: number): Promise<BatchChunk | null> {
    const range = idsIn({ low, high: lastChunkKey(batchId) });
    const document =
      code === undefined
        ? await this.chunks.findOne({ _id: low }).lean()
        : await this.chunks.findOne({ _id: range, codes: code }).sort({ _id: 1 }).lean();
    return document === null ? null : toChunk(document as ChunkDocument);
  }

  async #keyOfRow(batchId: string, row: number): Promise<string> {
    const first = chunkKey(batchId, 0);
    if (row === 0) return first;
    const range = idsIn({ low: first, high: justAbove(chunkKey(batchId, row)) });
    const found = await this.chunks.findOne({ _id: range }, { _id: 1 }).sort({ _id: -1 }).lean();
    return found?._id ?? first;
  }

  async #list(batchId: string): Promise<void> {
    if (this.#listed.has(batchId)) return;
    await insertingOnce(() => this.open.collection.insertOne({ _id: batchId } as never));
    this.#listed.add(batchId);
  }
}

function keysOf(batchId: string) {
  return trusted({ $gte: chunkKey(batchId, 0), $lt: lastChunkKey(batchId) });
}

function toDocument(batchId: string, { firstRow, rows, data }: BatchChunk): ChunkDocument {
  const codes = codesIn(data);
  return {
    _id: chunkKey(batchId, firstRow),
    firstRow,
    rows,
    ...(codes && { codes }),
    data: new mongo.Binary(data),
  };
}

function toChunk({ firstRow, rows, data }: ChunkDocument): BatchChunk {
  return { firstRow, rows, data: data.value() };
}
