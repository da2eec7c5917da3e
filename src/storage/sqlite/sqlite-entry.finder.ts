import { setImmediate } from 'node:timers/promises';
import type { Database, Statement } from 'libsql';
import type { HistoryFilter } from '../../domain/history.filter.js';
import { type IdRange, rangeOf, sourcesOf } from '../history.range.js';
import type { HistoryEntry } from '../ports/history.index.js';
import type { SeriesRegister } from './series.register.js';
import { BATCH_SID } from './sqlite.schema.js';

type EntryRow = [sid: number, record: string];

/** Where the ids of one series are found, in order. */
interface Scan {
  readonly statement: Statement;
  readonly sid: number;
}

/** After so many series, other work gets its turn. */
const SCANS_PER_TURN = 256;

/**
 * Finds entries newest first. Whatever the filter, only ids that belong to the answer are read:
 * a filter is a set of series, and the newest ids of each are merged.
 */
export class SqliteEntryFinder {
  private readonly newest: Statement;
  private readonly byIds: Statement;
  private readonly inPredictions: Statement;
  private readonly inBatchSeries: Statement;

  constructor(
    db: Database,
    private readonly series: SeriesRegister,
  ) {
    // The plus sign keeps the planner on the primary key.
    this.newest = db
      .prepare(
        `SELECT sid, record FROM predictions
         WHERE id >= ? AND id < ? AND +sid >= ${BATCH_SID} ORDER BY id DESC LIMIT ?`,
      )
      .raw();
    this.byIds = db
      .prepare(
        `SELECT sid, record FROM predictions
         WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC`,
      )
      .raw();
    this.inPredictions = db.prepare(newestIds('predictions')).raw();
    this.inBatchSeries = db.prepare(newestIds('batch_series')).raw();
  }

  async find(filter: HistoryFilter, before: string | null, limit: number): Promise<HistoryEntry[]> {
    const range = rangeOf(filter, before);
    if (!isUnfiltered(filter)) {
      return this.findByIds(JSON.stringify(await this.merge(filter, range, limit)));
    }
    const rows = this.newest.all([range.low, range.high, limit]) as EntryRow[];
    return rows.map(entryOf);
  }

  /** @param ids as a list in JSON; the entries are newest first */
  findByIds(ids: string): HistoryEntry[] {
    return (this.byIds.all([ids]) as EntryRow[]).map(entryOf);
  }

  private async merge(filter: HistoryFilter, range: IdRange, limit: number): Promise<string[]> {
    let newest: string[] = [];
    for (const [index, { statement, sid }] of this.scansOf(filter).entries()) {
      const low = newest[limit - 1] ?? range.low;
      const rows = statement.all([sid, low, range.high, limit]) as [string][];
      if (rows.length > 0) newest = newestOf(newest, rows, limit);
      if (index % SCANS_PER_TURN === SCANS_PER_TURN - 1) await setImmediate();
    }
    return newest;
  }

  private scansOf(filter: HistoryFilter): Scan[] {
    const { model, version, label, caller, models } = filter;
    const hasSeries = (model ?? version ?? label ?? caller ?? models) !== undefined;
    return sourcesOf(filter).flatMap((source) => {
      if (source === 'batch' && !hasSeries)
        return { statement: this.inPredictions, sid: BATCH_SID };
      const statement = source === 'batch' ? this.inBatchSeries : this.inPredictions;
      return this.series.matching(filter).map(({ sid }) => ({ statement, sid }));
    });
  }
}

function newestIds(table: string): string {
  return `SELECT id FROM ${table} WHERE sid = ? AND id >= ? AND id < ? ORDER BY id DESC LIMIT ?`;
}

/** A batch may belong to several series, so the same id can come more than once. */
function newestOf(ids: readonly string[], rows: readonly [string][], limit: number): string[] {
  const merged = new Set([...ids, ...rows.map(([id]) => id)]);
  return [...merged].sort().reverse().slice(0, limit);
}

/** Times are those of the ids. */
function isUnfiltered({ from: _, to: __, ...others }: HistoryFilter): boolean {
  return Object.values(others).every((value) => value === undefined);
}

function entryOf([sid, record]: EntryRow): HistoryEntry {
  return sid === BATCH_SID
    ? { source: 'batch', header: JSON.parse(record) }
    : { source: 'single', record: JSON.parse(record) };
}
