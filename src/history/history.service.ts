import { Injectable } from '@nestjs/common';
import type { Caller } from '../domain/caller.js';
import { type HistoryFilter, looksIntoRows, type SummaryRow } from '../domain/history.filter.js';
import type { HistoryItem } from '../domain/history.item.js';
import { Problem } from '../problem/problem.js';
import { HistoryReader } from '../storage/history.reader.js';
import type { ItemFormat } from '../storage/item.format.js';
import { columnsOf, columnsOfAny, type HistoryColumn } from './history.columns.js';
import { decodeCursor, encodeCursor } from './history.cursor.js';
import { ModelColumns } from './model.columns.js';

export interface HistoryPage {
  readonly items: readonly HistoryItem[];
  readonly nextCursor: string | null;
  /** How many predictions were looked through, where a filter of what is in rows makes that necessary. */
  readonly looked?: number;
}

/** Finds answered predictions again. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly reader: HistoryReader,
    private readonly columns: ModelColumns,
  ) {}

  /** @throws Problem `malformed-request` for a foreign cursor or an unknown feature, `history-unavailable` */
  async page(
    filter: HistoryFilter,
    cursor: string | undefined,
    limit: number,
  ): Promise<HistoryPage> {
    const from = cursor === undefined ? null : decodeCursor(cursor, filter);
    await this.columns.check(filter);
    const { items, next, looked } = await this.reader.page(filter, from, limit);
    const nextCursor = next === null ? null : encodeCursor(next, filter);
    return { items, nextCursor, ...(looksIntoRows(filter) ? { looked } : {}) };
  }

  /** @throws Problem `not-found`, `history-unavailable` */
  async find(id: string, caller: Caller): Promise<HistoryItem> {
    const item = await this.reader.findItem(id, caller);
    if (item === null) throw new Problem('not-found', 'There is no prediction of this id.');
    return item;
  }

  /** Slices of the filtered history, newest first. */
  async *stream<T>(filter: HistoryFilter, format: ItemFormat<T>): AsyncGenerator<T[]> {
    await this.columns.check(filter);
    yield* this.reader.streamAs(filter, format);
  }

  /** Columns of a table of the filtered history: one a feature and a class, if it is of one model. */
  async tableOf(filter: HistoryFilter): Promise<HistoryColumn[]> {
    return filter.model === undefined
      ? columnsOfAny()
      : columnsOf(await this.columns.stored(filter));
  }

  /** How many predictions a filter means; null where that takes looking through them. */
  async countIndexed(filter: HistoryFilter): Promise<number | null> {
    return looksIntoRows(filter) ? null : totalOf(await this.reader.summarize(filter));
  }

  /** Exact for every filter: where it says something of rows, all of them are looked through. */
  async summarize(filter: HistoryFilter) {
    await this.columns.check(filter);
    const rows = await this.reader.summarize(filter);
    return { total: totalOf(rows), ...span(rows), items: rows };
  }
}

function totalOf(rows: readonly SummaryRow[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** First and last time over all rows; null when there are none. */
function span(rows: readonly SummaryRow[]): { first: Date | null; last: Date | null } {
  if (rows.length === 0) return { first: null, last: null };
  return {
    first: new Date(Math.min(...rows.map(({ first }) => first.getTime()))),
    last: new Date(Math.max(...rows.map(({ last }) => last.getTime()))),
  };
}
