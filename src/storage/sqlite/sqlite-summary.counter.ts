import { setImmediate } from 'node:timers/promises';
import type { Database, Statement } from 'libsql';
import type { HistoryFilter, SummaryRow } from '../../domain/history.filter.js';
import { createdAtOf, justAbove } from '../../domain/prediction.id.js';
import { type IdRange, rangeOf, sourcesOf } from '../history.range.js';
import type { Series, SeriesRegister } from './series.register.js';

/** Index rows counted at a time, in about a millisecond; then other work gets its turn. */
const ROWS_PER_TURN = 20_000;

/** A stretch of the index: index rows, the first and last id, and the predictions they stand for. */
type Stretch = [rows: number, first: string, last: string, predictions: number];

interface Count {
  readonly predictions: number;
  readonly first: string;
  readonly last: string;
}

/** Counts predictions by series in the index alone: neither records nor batch rows are read. */
export class SqliteSummaryCounter {
  private readonly stretches: Readonly<Record<'single' | 'batch', Statement>>;

  constructor(
    db: Database,
    private readonly series: SeriesRegister,
  ) {
    this.stretches = {
      single: db.prepare(stretchOf('predictions', '1 AS count')).raw(),
      batch: db.prepare(stretchOf('batch_series', 'count')).raw(),
    };
  }

  async summarize(filter: HistoryFilter): Promise<SummaryRow[]> {
    const rows = new Map<string, SummaryRow>();
    for (const series of this.series.matching(filter)) {
      const count = await this.count(series, filter);
      if (count === null) continue;
      const row = summaryRow(series, count);
      const key = JSON.stringify([row.model, row.version, row.label]);
      const known = rows.get(key);
      // Of another caller.
      rows.set(key, known === undefined ? row : together(known, row));
    }
    return [...rows.values()];
  }

  private async count({ sid }: Series, filter: HistoryFilter): Promise<Count | null> {
    let count: Count | null = null;
    for (const source of sourcesOf(filter)) {
      for await (const stretch of this.walk(source, sid, rangeOf(filter))) {
        count = added(count, stretch);
      }
    }
    return count;
  }

  private async *walk(
    source: 'single' | 'batch',
    sid: number,
    { low, high }: IdRange,
  ): AsyncGenerator<Stretch> {
    for (let from = low; ; ) {
      const stretch = this.stretches[source].get([sid, from, high]) as Stretch;
      if (stretch[0] === 0) return;
      yield stretch;
      if (stretch[0] < ROWS_PER_TURN) return;
      from = justAbove(stretch[2]);
      await setImmediate();
    }
  }
}

function stretchOf(table: string, count: string): string {
  return `SELECT count(*), min(id), max(id), sum(count) FROM (
    SELECT id, ${count} FROM ${table} WHERE sid = ? AND id >= ? AND id < ?
    ORDER BY id LIMIT ${ROWS_PER_TURN})`;
}

function added(count: Count | null, [, first, last, predictions]: Stretch): Count {
  if (count === null) return { predictions, first, last };
  return {
    predictions: count.predictions + predictions,
    first: first < count.first ? first : count.first,
    last: last > count.last ? last : count.last,
  };
}

function together(one: SummaryRow, other: SummaryRow): SummaryRow {
  return {
    ...one,
    count: one.count + other.count,
    first: one.first < other.first ? one.first : other.first,
    last: one.last > other.last ? one.last : other.last,
  };
}

function summaryRow({ model, version, label }: Series, count: Count): SummaryRow {
  return {
    model,
    version,
    label,
    count: count.predictions,
    first: createdAtOf(count.first),
    last: createdAtOf(count.last),
  };
}
