import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { migrate, sweep } from './sqlite.schema.js';

export type SqliteSynchronous = 'NORMAL' | 'FULL';

/** How long another process may hold the lock before a write gives up, blocking meanwhile. */
const BUSY_TIMEOUT_MS = 2_000;
const CACHE_KIB = 16 * 1024;
/**
 * Pages of the log that are written back into the file at once. Four times SQLite's own figure
 * stalls a write less often, and for 20 ms in place of 8.
 */
const CHECKPOINT_PAGES = 4_000;
/** The write-ahead log is cut back to this after a peak. */
const LOG_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * Opens the history in WAL mode, creating its folder and tables where needed, and removes what
 * an interrupted batch left.
 * @param path of the database file, or `:memory:`
 * @throws Error that says what is wrong with the path
 */
export function openSqlite(path: string, synchronous: SqliteSynchronous): Database.Database {
  try {
    if (path !== ':memory:') makeFolder(dirname(path));
    const db = joinSqlite(path, synchronous);
    migrate(db);
    sweep(db);
    return db;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The history ${path} cannot be opened: ${reason}`, { cause: error });
  }
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

/** One more connection to a history that is open. */
export function joinSqlite(path: string, synchronous: SqliteSynchronous): Database.Database {
  const db = new Database(path);
  configure(db, synchronous);
  return db;
}

function configure(db: Database.Database, synchronous: SqliteSynchronous): void {
  db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  db.pragma(`journal_size_limit = ${LOG_LIMIT_BYTES}`);
}

/** Runs work in one write transaction: all of it is kept, or none. */
export class SqliteTransaction {
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;

  constructor(private readonly db: Database.Database) {
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
  }

  run<T>(work: () => T): T {
    this.#begin.run();
    try {
      const result = work();
      this.#commit.run();
      return result;
    } catch (error) {
      // Some errors, such as a full disk, have rolled back already.
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }
}
