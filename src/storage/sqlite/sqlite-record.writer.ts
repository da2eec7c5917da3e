import type Database from 'libsql';
import type { Statement } from 'libsql';
import type { WrittenRecord } from './journal/journal.file.js';
import type { SeriesRegister } from './series.register.js';
import { SqliteTransaction } from './sqlite.connection.js';

/** Rows of one statement, largest first: a call into the store costs more than a row does. */
const SIZES = [64, 16, 4, 1] as const;

/** Writes groups of single predictions, each group in one transaction. */
export class SqliteRecordWriter {
  readonly #transaction: SqliteTransaction;
  readonly #inserts: readonly (readonly [size: number, insert: Statement])[];

  constructor(
    db: Database.Database,
    private readonly series: SeriesRegister,
  ) {
    this.#transaction = new SqliteTransaction(db);
    this.#inserts = SIZES.map((size) => [size, db.prepare(insertOf(size))] as const);
  }

  /** Stores all records or none; those that are there already stay as they are. */
  save(records: readonly WrittenRecord[]): void {
    const values: unknown[] = [];
    for (const [{ id, model, label }, text] of records) {
      values.push(id, this.series.sidOf(model.name, model.version, label ?? null), text);
    }
    const statements = this.#statementsFor(records.length);
    // One statement is a transaction of its own.
    if (statements.length === 1) statements[0]?.[1].run(values);
    else if (statements.length > 1) this.#transaction.run(() => insertAll(statements, values));
  }

  /** The fewest statements that take so many rows. */
  #statementsFor(rows: number): (readonly [number, Statement])[] {
    const statements: (readonly [number, Statement])[] = [];
    let left = rows;
    for (const insert of this.#inserts) {
      for (; left >= insert[0]; left -= insert[0]) statements.push(insert);
    }
    return statements;
  }
}

function insertAll(statements: readonly (readonly [number, Statement])[], values: unknown[]): void {
  let at = 0;
  for (const [size, insert] of statements) {
    insert.run(values.slice(at, at + size * 3));
    at += size * 3;
  }
}

function insertOf(rows: number): string {
  const values = Array.from({ length: rows }, () => '(?, ?, ?)').join(', ');
  return `INSERT INTO predictions (id, sid, record) VALUES ${values} ON CONFLICT DO NOTHING`;
}
