import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { BatchChunk, BatchHeader } from '../domain/batch.record.js';
import type { Caller } from '../domain/caller.js';
import type { HistoryFilter } from '../domain/history.filter.js';
import {
  type HistoryItem,
  type HistoryPosition,
  positionOf,
  singleItem,
} from '../domain/history.item.js';
import { isPredictionId, justAbove } from '../domain/prediction.id.js';
import { openChunk } from './chunk/chunk.codec.js';
import type { ChunkView } from './chunk/chunk.view.js';
import { asItems, type ItemFormat, type RowFormat, type RowMaker } from './item.format.js';
import { BatchRepository } from './ports/batch.repository.js';
import { type HistoryEntry, HistoryIndex } from './ports/history.index.js';
import { PredictionRepository } from './ports/prediction.repository.js';

/** Items of one slice of a stream: enough to be worth a turn of the event loop, and no more. */
const SLICE = 256;
const BATCH_ROW_ID = /^(.{36})\.([1-9]\d{0,9})$/;

export interface ItemPage {
  readonly items: HistoryItem[];
  /** Where the next page begins; null exactly when nothing is left. */
  readonly next: HistoryPosition | null;
}

/** Reads the history item by item: batches are opened into their rows, in the file's order. */
@Injectable()
export class HistoryReader {
  constructor(
    private readonly predictions: PredictionRepository,
    private readonly batches: BatchRepository,
    private readonly index: HistoryIndex,
  ) {}

  /** @param from the first item of the page; null for the newest */
  async page(
    filter: HistoryFilter,
    from: HistoryPosition | null,
    limit: number,
  ): Promise<ItemPage> {
    const items: HistoryItem[] = [];
    for await (const slice of this.walk(filter, from, limit + 1, asItems)) {
      items.push(...slice);
      if (items.length > limit) break;
    }
    const next = items[limit];
    return { items: items.slice(0, limit), next: next === undefined ? null : positionOf(next) };
  }

  /** The whole filtered history, in slices between which other work gets its turn. */
  stream(filter: HistoryFilter): AsyncGenerator<HistoryItem[]> {
    return this.streamAs(filter, asItems);
  }

  /** Like `stream`, in another format. */
  async *streamAs<T>(filter: HistoryFilter, format: ItemFormat<T>): AsyncGenerator<T[]> {
    for await (const slice of this.walk(filter, null, SLICE, format)) {
      yield slice;
      await setImmediate();
    }
  }

  /** All rows of one batch, in slices like `stream`. */
  streamBatch(header: BatchHeader): AsyncGenerator<HistoryItem[]> {
    return this.streamBatchAs(header, asItems);
  }

  /** Like `streamBatch`, in another format. */
  async *streamBatchAs<T>(header: BatchHeader, format: RowFormat<T>): AsyncGenerator<T[]> {
    for await (const slice of this.rows(header, undefined, 0, SLICE, format)) {
      yield slice;
      await setImmediate();
    }
  }

  /**
   * @param id `<uuid>` of a single prediction or `<batch id>.<row>` of a batch row
   * @param caller for whom there is nothing of models that they do not see
   */
  async findItem(id: string, caller: Caller): Promise<HistoryItem | null> {
    const [, batchId, row] = BATCH_ROW_ID.exec(id) ?? [];
    if (batchId !== undefined) return this.findRow(batchId, Number(row) - 1, caller);
    const record = isPredictionId(id) ? await this.predictions.findRecord(id) : null;
    return record === null || !caller.seesModel(record.model.name) ? null : singleItem(record);
  }

  /** What became of a file, for whoever sees its model. */
  async findBatch(id: string, caller: Caller): Promise<BatchHeader | null> {
    const header = await this.batches.findBatch(id);
    return header !== null && caller.seesModel(header.model.name) ? header : null;
  }

  private async findRow(batchId: string, row: number, caller: Caller): Promise<HistoryItem | null> {
    const header = isPredictionId(batchId) ? await this.findBatch(batchId, caller) : null;
    if (header === null || row >= header.scored) return null;
    for await (const slice of this.rows(header, undefined, row, 1, asItems))
      return slice[0] ?? null;
    return null;
  }

  private async *walk<T>(
    filter: HistoryFilter,
    from: HistoryPosition | null,
    size: number,
    format: ItemFormat<T>,
  ): AsyncGenerator<T[]> {
    let before = from === null ? null : justAbove(from.entry);
    let firstRow = from?.row ?? 0;
    for (;;) {
      // In the middle of a batch, that batch alone most likely fills the page.
      const wanted = firstRow > 0 ? 1 : size;
      const entries = await this.index.findEntries(filter, before, wanted);
      yield* this.expand(entries, filter.label, from?.entry, firstRow, size, format);
      const last = entries[wanted - 1];
      if (last === undefined) return;
      before = idOf(last);
      firstRow = 0;
    }
  }

  /** @param resumed the entry that is read from `firstRow` on; all others from their first */
  private async *expand<T>(
    entries: readonly HistoryEntry[],
    label: string | undefined,
    resumed: string | undefined,
    firstRow: number,
    size: number,
    format: ItemFormat<T>,
  ): AsyncGenerator<T[]> {
    let singles: T[] = [];
    for (const entry of entries) {
      if (entry.source === 'single') singles.push(format.single(entry.record));
      else {
        if (singles.length > 0) yield singles;
        singles = [];
        const start = entry.header.id === resumed ? firstRow : 0;
        yield* this.rows(entry.header, label, start, size, format);
      }
    }
    if (singles.length > 0) yield singles;
  }

  private async *rows<T>(
    header: BatchHeader,
    label: string | undefined,
    fromRow: number,
    size: number,
    format: RowFormat<T>,
  ): AsyncGenerator<T[]> {
    const make = format.batch(header);
    const code = label === undefined ? undefined : header.layout.classes?.indexOf(label);
    for await (const chunk of this.batches.findChunks(header.id, fromRow, code)) {
      const view = openChunk(header.layout, chunk.data);
      yield* rowsOf(chunk, view, code, fromRow, size, make);
    }
  }
}

/** The rows of a chunk that have this class code, or all of them, in slices of `size`. */
function* rowsOf<T>(
  { firstRow, rows }: BatchChunk,
  view: ChunkView,
  code: number | undefined,
  fromRow: number,
  size: number,
  make: RowMaker<T>,
): Generator<T[]> {
  let slice: T[] = [];
  for (let row = Math.max(fromRow - firstRow, 0); row < rows; row++) {
    if (code !== undefined && view.answers.labels?.[row] !== code) continue;
    slice.push(make({ view, firstRow, row }));
    if (slice.length < size) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

function idOf(entry: HistoryEntry): string {
  return entry.source === 'single' ? entry.record.id : entry.header.id;
}
