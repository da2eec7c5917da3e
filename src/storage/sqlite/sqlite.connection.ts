import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { migrate } from './sqlite.schema.js';

export type SqliteSynchronous = 'NORMAL' | 'FULL';

/** How long another connection may hold the lock before a write gives up, blocking meanwhile. */
export const BUSY_TIMEOUT_MS = 300;
const CACHE_KIB = 16 * 1024;
/** The write-ahead log is cut back to this after a peak. */
const LOG_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * Opens the history in WAL mode, creating its folder and tables where needed.
 * @param path of the database file, or `:memory:`
 * @throws Error that says what is wrong with the path
 */
export function openSqlite(path: string, synchronous: SqliteSynchronous): Database.Database {
  return openingHistory(path, () => {
    const db = joinSqlite(path, synchronous);
    migrate(db);
    return db;
  });
}

/**
 * One more connection to a history that is open.
 * @param busyTimeoutMs how long its writes block while another connection writes
 */
export function joinSqlite(
  path: string,
  synchronous: SqliteSynchronous,
  busyTimeoutMs = BUSY_TIMEOUT_MS,
): Database.Database {
  const db = new Database(path);
  db.pragma(`busy_timeout = ${busyTimeoutMs}`);
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma(`cache_size = -${CACHE_KIB}`);
  // A thread of its own writes the log back into the file: `LogCheckpointer`.
  db.pragma('wal_autocheckpoint = 0');
  db.pragma(`journal_size_limit = ${LOG_LIMIT_BYTES}`);
  return db;
}

/** What fails while a history is opened names its path: whoever reads this has set it. */
export function openingHistory<T>(path: string, open: () => T): T {
  try {
    if (path !== ':memory:') makeFolder(dirname(path));
    return open();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const prefix = `The history ${path} cannot be opened: `;
    if (reason.startsWith(prefix)) throw error;
    throw new Error(`${prefix}${reason}${hintOf(error)}`, { cause: error });
  }
}

function hintOf(error: unknown): string {
  const isDamaged = /^SQLITE_(CORRUPT|NOTADB)/.test((error as { code?: string }).code ?? '');
  return isDamaged ? '. Put a backup in its place, or move it away to begin anew' : '';
}

/** Node's own way never returns where the system lets nobody make a folder, as in `/proc`. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may just have made it.
    if (!existsSync(path)) throw error;
  }
}

/**
 * Runs work in one write transaction: all of it is kept, or none. Whatever writes does so in one: a
 * prepared statement that finds the lock taken is not reset by the binding, and holds on to the
 * history as it is then, so that all that is read later through its connection is old.
 */
export class SqliteTransaction {
  constructor(private readonly db: Database.Database) {}

  /** @throws Error `SQLITE_BUSY` before `work`, while another connection writes */
  run<T>(work: () => T): T {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      // Some errors, such as a full disk, have rolled back already.
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }
}
