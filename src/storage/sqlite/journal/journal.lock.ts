import { renameSync, rmSync } from 'node:fs';
import Database from 'libsql';

/**
 * Says that the owner of a journal lives. The lock is the operating system's, taken through
 * SQLite because Node has none: it goes with its process, however that ends.
 */
export class JournalLock {
  private constructor(
    private readonly path: string,
    private readonly db: Database.Database,
  ) {}

  /** Takes a lock of a new name. The file has that name only once it is locked. */
  static create(path: string): JournalLock {
    const made = `${path}.new`;
    const db = lock(made);
    if (db === null) throw new Error(`The lock ${path} is taken`);
    renameSync(made, path);
    return new JournalLock(path, db);
  }

  /** Takes over the lock of an owner that is gone; null while it lives. */
  static takeOver(path: string): JournalLock | null {
    const db = lock(path);
    return db === null ? null : new JournalLock(path, db);
  }

  /** Gives the lock up and leaves the file to others. */
  leave(): void {
    this.db.close();
  }

  /** Removes the file, then gives the lock up. */
  release(): void {
    rmSync(this.path, { force: true });
    this.db.close();
  }
}

const LOCK = `
  PRAGMA busy_timeout = 0;
  PRAGMA journal_mode = MEMORY;
  PRAGMA locking_mode = EXCLUSIVE;
  BEGIN EXCLUSIVE;`;

function lock(path: string): Database.Database | null {
  const db = new Database(path);
  try {
    db.exec(LOCK);
    return db;
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return null;
    throw error;
  }
}
