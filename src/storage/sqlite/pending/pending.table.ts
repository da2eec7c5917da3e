import type { Database, Statement } from 'libsql';
import { SqliteTransaction } from '../sqlite.connection.js';

/** A group of records that were added together. */
export type PendingRow = readonly [n: number, records: string];

/**
 * Records that are acknowledged and not in the tables yet, in the order in which they came: a row
 * for each group, of records as lines of JSON. To add a group costs a quarter of what it would
 * cost to bring it into the tables and their index.
 */
export class PendingTable {
  private readonly transaction: SqliteTransaction;
  private readonly insert: Statement;
  private readonly select: Statement;
  private readonly delete: Statement;
  private readonly exists: Statement;

  constructor(db: Database) {
    this.transaction = new SqliteTransaction(db);
    this.insert = db.prepare('INSERT INTO pending (records) VALUES (?)');
    this.select = db.prepare('SELECT n, records FROM pending ORDER BY n LIMIT ?').raw();
    this.delete = db.prepare('DELETE FROM pending WHERE n <= ?');
    this.exists = db.prepare('SELECT EXISTS (SELECT 1 FROM pending)').raw();
  }

  /** @param records each a line of JSON; a group without any is there to see whether one can be written */
  add(records: readonly string[]): void {
    const row = [records.join('\n')];
    this.transaction.run(() => this.insert.run(row));
  }

  isEmpty(): boolean {
    return (this.exists.get() as [number])[0] === 0;
  }

  /** The oldest groups. */
  oldest(limit: number): PendingRow[] {
    return this.select.all([limit]) as PendingRow[];
  }

  /** Removes the groups up to this one. */
  removeUpTo(n: number): void {
    this.delete.run([n]);
  }
}

/** The records of a group, each a line of JSON. */
export function recordsIn([, records]: PendingRow): string[] {
  return records === '' ? [] : records.split('\n');
}
