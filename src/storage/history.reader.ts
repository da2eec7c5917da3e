import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { BatchHeader } from '../domain/batch.record.js';
import type { Caller } from '../domain/caller.js';
import { type HistoryFilter, looksIntoRows, type SummaryRow } from '../domain/history.filter.js';
import {
  type HistoryItem,
  type HistoryPosition,
  positionOf,
  singleItem,
} from '../domain/history.item.js';
import { isPredictionId } from '../domain/prediction.id.js';
import { HistoryWalk } from './history.walk.js';
import { asItems, type ItemFormat, type RowFormat } from './item.format.js';
import { BatchRepository } from './ports/batch.repository.js';
import { HistoryIndex } from './ports/history.index.js';
import { PredictionRepository } from './ports/prediction.repository.js';
import { asCounted, RowCount } from './search/row.count.js';

/** Items of one slice of a stream: enough to be worth a turn of the event loop, and no more. */
const SLICE = 256;
/** The same of a count, which makes nothing of them. */
const COUNTED = 4_096;
/** How much is looked through for one page: so many predictions, or as far as one comes in a second. */
const MOST_LOOKED = 2_000_000;
const MOST_MS = 1_000;
const BATCH_ROW_ID = /^(.{36})\.([1-9]\d{0,9})$/;

export interface ItemPage {
  readonly items: HistoryItem[];
  /** Where the next page begins; null exactly when nothing is left, or nothing is left to look at. */
  readonly next: HistoryPosition | null;
  /** How many predictions were looked through. */
  readonly looked: number;
}

/** Reads the history item by item: batches are opened into their rows, in the file's order. */
@Injectable()
export class HistoryReader {
  private readonly walk: HistoryWalk;

  constructor(
    private readonly predictions: PredictionRepository,
    private readonly batches: BatchRepository,
    private readonly index: HistoryIndex,
  ) {
    this.walk = new HistoryWalk(index, batches);
  }

  /**
   * With a filter of what is in rows, a page may have less than there is, or nothing, and yet a next
   * one: only so much is looked through at once.
   * @param from the first item of the page; null for the newest
   */
  async page(
    filter: HistoryFilter,
    from: HistoryPosition | null,
    limit: number,
    most = MOST_LOOKED,
  ): Promise<ItemPage> {
    const isSearch = looksIntoRows(filter);
    const items: HistoryItem[] = [];
    const end = performance.now() + MOST_MS;
    let looked = 0;
    for await (const stretch of this.walk.over(filter, from, limit + 1, asItems)) {
      items.push(...stretch.items);
      looked += stretch.looked;
      const further = items[limit];
      if (further !== undefined) {
        return { items: items.slice(0, limit), next: positionOf(further), looked };
      }
      if (!isSearch) continue;
      if (looked >= most || performance.now() > end) return { items, next: stretch.next, looked };
      await setImmediate();
    }
    return { items, next: null, looked };
  }

  /**
   * Counts by model, version and label, exact for every filter: where it says something of what is
   * in rows, all that its other parts mean is looked through, while other work gets its turn.
   */
  async summarize(filter: HistoryFilter): Promise<SummaryRow[]> {
    if (!looksIntoRows(filter)) return this.index.summarize(filter);
    const count = new RowCount();
    for await (const { items } of this.walk.over(filter, null, COUNTED, asCounted)) {
      for (const item of items) count.add(item);
      await setImmediate();
    }
    return count.rows();
  }

  /** The whole filtered history, in slices between which other work gets its turn. */
  stream(filter: HistoryFilter): AsyncGenerator<HistoryItem[]> {
    return this.streamAs(filter, asItems);
  }

  /** Like `stream`, in another format; a slice may be empty, where nothing was found for a while. */
  async *streamAs<T>(filter: HistoryFilter, format: ItemFormat<T>): AsyncGenerator<T[]> {
    for await (const { items } of this.walk.over(filter, null, SLICE, format)) {
      yield items;
      await setImmediate();
    }
  }

  /** All rows of one batch, in slices like `stream`. */
  streamBatch(header: BatchHeader): AsyncGenerator<HistoryItem[]> {
    return this.streamBatchAs(header, asItems);
  }

  /** Like `streamBatch`, in another format. */
  async *streamBatchAs<T>(header: BatchHeader, format: RowFormat<T>): AsyncGenerator<T[]> {
    for await (const { items } of this.walk.rows(header, {}, 0, SLICE, format)) {
      yield items;
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
    for await (const { items } of this.walk.rows(header, {}, row, 1, asItems)) {
      return items[0] ?? null;
    }
    return null;
  }
}
