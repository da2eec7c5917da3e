import type { Database, Statement } from 'libsql';
import type { HistoryFilter } from '../../domain/history.filter.js';
import { rangeOf, sourcesOf } from '../history.range.js';
import type { EntryStretch } from '../ports/history.index.js';
import type { Series, SeriesRegister } from './series.register.js';
import { BATCH_SID } from './sqlite.schema.js';
import type { SqliteEntryFinder } from './sqlite-entry.finder.js';
import { type ValueCondition, valueCondition } from './sqlite-value.condition.js';

type Stretch = [passed: number, looked: number, last: string | null, ids: string];

/**
 * Looks through the records of single predictions, in the order in which they lie: to find each by
 * its series would take five times as long as to pass over those of other series.
 */
export class SqliteEntrySearch {
  /** Pages and turns of one search are of the same statement. */
  private latest: { readonly sql: string; readonly statement: Statement } | null = null;

  constructor(
    private readonly db: Database,
    private readonly series: SeriesRegister,
    private readonly finder: SqliteEntryFinder,
  ) {}

  /** As `HistoryIndex` promises it. */
  async search(filter: HistoryFilter, before: string | null, most: number): Promise<EntryStretch> {
    if (!sourcesOf(filter).includes('single')) return this.batches(filter, before, most);
    const series = this.series.matching(filter);
    if (series.length === 0) return { entries: [], looked: 0, last: null };
    const values = valueCondition(filter, series);
    const { low, high } = rangeOf(filter, before);
    const statement = this.prepared(lookSql(filter, series, values));
    const bound = [...values.values, low, high, most];
    const [passed, looked, last, ids] = statement.get(bound) as Stretch;
    return { entries: this.finder.findByIds(ids), looked, last: passed < most ? null : last };
  }

  private async batches(
    filter: HistoryFilter,
    before: string | null,
    most: number,
  ): Promise<EntryStretch> {
    const entries = await this.finder.find({ ...filter, source: 'batch' }, before, most);
    const last = entries[most - 1];
    const looked = entries.length;
    return { entries, looked, last: last?.source === 'batch' ? last.header.id : null };
  }

  private prepared(sql: string): Statement {
    if (this.latest?.sql !== sql) {
      this.latest = { sql, statement: this.db.prepare(sql).raw() };
    }
    return this.latest.statement;
  }
}

/**
 * Bound to the values, the range of ids, and how many are passed. Those of other series are no news for
 * whoever asks, who may not even be told of them.
 */
function lookSql(
  filter: HistoryFilter,
  series: readonly Series[],
  { sql, columns }: ValueCondition,
): string {
  const sids = series.map(({ sid }) => sid).join(', ');
  const batches = sourcesOf(filter).includes('batch') ? [batchCondition(sids)] : [];
  const meant = [`sid IN (${sids})`, ...batches].join(' OR ');
  const matching = [`(sid IN (${sids}) AND ${sql})`, ...batches].join(' OR ');
  return `
    SELECT count(*), count(*) FILTER (WHERE ${meant}), min(id), json_group_array(id) FILTER (WHERE ${matching}) FROM (
      SELECT ${['id', 'sid', ...columns].join(', ')} FROM predictions
      WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?) AS looked`;
}

function batchCondition(sids: string): string {
  const hasRows = `SELECT 1 FROM batch_series WHERE sid IN (${sids}) AND id = looked.id`;
  return `(sid = ${BATCH_SID} AND EXISTS (${hasRows}))`;
}
