import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, mongo, trusted } from 'mongoose';
import type { BatchChunk } from '../../domain/batch.record.js';
import { justAbove } from '../../domain/prediction.id.js';
import { codesIn } from '../chunk/chunk.codec.js';
import { BATCH_ROWS, type ChunkDocument, chunkKey, lastChunkKey } from './batch-row.document.js';
import { idsIn } from './mongo.filter.js';
import { insertingOnce } from './mongo.problem.js';

/** The chunks of batches. */
@Injectable()
export class MongoChunkStore {
  constructor(@InjectModel(BATCH_ROWS) private readonly chunks: Model<ChunkDocument>) {}

  async prepare(): Promise<void> {
    await this.chunks.createIndexes();
  }

  async save(batchId: string, chunk: BatchChunk): Promise<void> {
    const document = toDocument(batchId, chunk) as never;
    await insertingOnce(() => this.chunks.collection.insertOne(document));
  }

  async countRows(batchId: string): Promise<number> {
    const chunks = await this.chunks.find({ _id: keysOf(batchId) }, { rows: 1 }).lean();
    return chunks.reduce((sum, { rows }) => sum + rows, 0);
  }

  async delete(batchId: string): Promise<void> {
    await this.chunks.deleteMany({ _id: keysOf(batchId) });
  }

  /** Chunk by chunk and without a cursor, which would time out while a client reads slowly. */
  async *read(batchId: string, fromRow: number, code?: number): AsyncGenerator<BatchChunk> {
    let low = await this.keyOfRow(batchId, fromRow);
    for (;;) {
      const chunk = await this.next(batchId, low, code);
      if (chunk === null) return;
      if (chunk.firstRow + chunk.rows > fromRow) yield chunk;
      low = chunkKey(batchId, chunk.firstRow + chunk.rows);
    }
  }

  private async next(batchId: string, low: string, code?: number): Promise<BatchChunk | null> {
    const range = idsIn({ low, high: lastChunkKey(batchId) });
    const document =
      code === undefined
        ? await this.chunks.findOne({ _id: low }).lean()
        : await this.chunks.findOne({ _id: range, codes: code }).sort({ _id: 1 }).lean();
    return document === null ? null : toChunk(document as ChunkDocument);
  }

  private async keyOfRow(batchId: string, row: number): Promise<string> {
    const first = chunkKey(batchId, 0);
    if (row === 0) return first;
    const range = idsIn({ low: first, high: justAbove(chunkKey(batchId, row)) });
    const found = await this.chunks.findOne({ _id: range }, { _id: 1 }).sort({ _id: -1 }).lean();
    return found?._id ?? first;
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
