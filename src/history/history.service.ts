import { Injectable } from '@nestjs/common';
import type { Caller } from '../domain/caller.js';
import type { HistoryFilter, SummaryRow } from '../domain/history.filter.js';
import type { HistoryItem } from '../domain/history.item.js';
import { Problem } from '../problem/problem.js';
import { HistoryReader } from '../storage/history.reader.js';
import type { ItemFormat } from '../storage/item.format.js';
import { HistoryIndex } from '../storage/ports/history.index.js';
import { decodeCursor, encodeCursor } from './history.cursor.js';

export interface HistoryPage {
  readonly items: readonly HistoryItem[];
  readonly nextCursor: string | null;
}

/** Finds answered predictions again. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly reader: HistoryReader,
    private readonly index: HistoryIndex,
  ) {}

  /** @throws Problem `malformed-request` for a foreign cursor, `history-unavailable` */
  async page(
    filter: HistoryFilter,
    cursor: string | undefined,
    limit: number,
  ): Promise<HistoryPage> {
    const from = cursor === undefined ? null : decodeCursor(cursor, filter);
    const { items, next } = await this.reader.page(filter, from, limit);
    return { items, nextCursor: next === null ? null : encodeCursor(next, filter) };
  }

  /** @throws Problem `not-found`, `history-unavailable` */
  async find(id: string, caller: Caller): Promise<HistoryItem> {
    const item = await this.reader.findItem(id, caller);
    if (item === null) throw new Problem('not-found', 'There is no prediction of this id.');
    return item;
  }

  /** Slices of the filtered history, newest first. */
  stream<T>(filter: HistoryFilter, format: ItemFormat<T>): AsyncGenerator<T[]> {
    return this.reader.streamAs(filter, format);
  }

  async summarize(filter: HistoryFilter) {
    const rows = await this.index.summarize(filter);
    return { total: rows.reduce((sum, { count }) => sum + count, 0), ...span(rows), items: rows };
  }
}

/** First and last time over all rows; null when there are none. */
function span(rows: readonly SummaryRow[]): { first: Date | null; last: Date | null } {
  if (rows.length === 0) return { first: null, last: null };
  return {
    first: new Date(Math.min(...rows.map(({ first }) => first.getTime()))),
    last: new Date(Math.max(...rows.map(({ last }) => last.getTime()))),
  };
}
