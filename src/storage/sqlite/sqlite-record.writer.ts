import type Database from 'libsql';
import type { Statement } from 'libsql';
import type { WrittenRecord } from '../../domain/prediction.record.js';
import type { SeriesRegister } from './series.register.js';
import { SqliteTransaction } from './sqlite.connection.js';

/** What is written of records: id, number of the series and text of each. */
export type PreparedRecords = readonly (string | number)[];

/** Rows of one statement at most: a call into the store costs more than a row does. */
const MOST_ROWS = 64;
const COLUMNS = 3;

/** Writes single predictions; those that are there already stay as they are. */
export class SqliteRecordWriter {
  private readonly transaction: SqliteTransaction;
  private readonly inserts = new Map<number, Statement>();

  constructor(
    private readonly db: Database.Database,
    private readonly series: SeriesRegister,
  ) {
    this.transaction = new SqliteTransaction(db);
  }

  /** Stores all records or none. */
  save(records: readonly WrittenRecord[]): void {
    const prepared = this.prepare(records);
    this.transaction.run(() => this.insert(prepared));
  }

  /** Makes new series where records need them. Not for use within a transaction. */
  prepare(records: readonly WrittenRecord[]): PreparedRecords {
    const values: (string | number)[] = [];
    for (const { json, record } of records) {
      const { id, model, label = null, caller = null } = record;
      values.push(id, this.series.sidOf(model.name, model.version, label, caller), json);
    }
    return values;
  }

  /** For use within a transaction. */
  insert(prepared: PreparedRecords): void {
    for (let at = 0; at < prepared.length; at += MOST_ROWS * COLUMNS) {
      const values = prepared.slice(at, at + MOST_ROWS * COLUMNS);
      this.insertOf(values.length / COLUMNS).run(values);
    }
  }

  private insertOf(rows: number): Statement {
    const known = this.inserts.get(rows);
    if (known !== undefined) return known;
    const values = Array.from({ length: rows }, () => '(?, ?, ?)').join(', ');
    const insert = this.db.prepare(
      `INSERT INTO predictions (id, sid, record) VALUES ${values} ON CONFLICT DO NOTHING`,
    );
    this.inserts.set(rows, insert);
    return insert;
  }
}
