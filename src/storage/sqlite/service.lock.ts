import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { setTimeout } from 'node:timers/promises';
import Database from 'libsql';
import { inodeOf, realPathOf } from './history.files.js';
import { isJournalInUse } from './legacy/legacy.journal.js';
import { openingHistory } from './sqlite.connection.js';
import { isBusy } from './sqlite.problem.js';

/** A restart may overlap with the end of the service before. */
const WAIT_MS = 10_000;
const TRY_EVERY_MS = 100;
const LOOK_EVERY_MS = 1_000;

/**
 * Says that one service, with all of its processes, has a history to itself. The lock is the
 * operating system's, taken through SQLite because Node has none: it goes with its process, however
 * that ends. It is on `<history>-lock`, which stays when the service has ended, as does `<history>-owner`,
 * which says in words who that is.
 */
export class ServiceLock {
  private inode: number;
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly path: string,
    private readonly dbs: Database.Database[],
  ) {
    this.inode = inodeOf(path);
    this.timer = setInterval(() => this.renew(), LOOK_EVERY_MS).unref();
  }

  /**
   * @param history path of the database file
   * @throws Error that names the owner, when another service has had it all the time
   */
  static async take(history: string, waitMs = WAIT_MS): Promise<ServiceLock> {
    const path = `${realPathOf(history)}-lock`;
    const until = performance.now() + waitMs;
    for (;;) {
      const db = openingHistory(history, () => lock(path));
      if (db !== null && !isJournalInUse(history)) {
        tellOwner(history);
        return new ServiceLock(path, [db]);
      }
      if (db !== null) giveUp(db);
      if (performance.now() >= until) throw new Error(refusal(history, db === null));
      await setTimeout(TRY_EVERY_MS);
    }
  }

  release(): void {
    clearInterval(this.timer);
    for (const db of this.dbs) giveUp(db);
  }

  /** A file that somebody removed locks nobody out any more. */
  private renew(): void {
    if (inodeOf(this.path) === this.inode) return;
    try {
      const db = lock(this.path);
      if (db === null) return;
      this.dbs.push(db);
      this.inode = inodeOf(this.path);
    } catch {
      // No room or no folder any more: it is tried again in a second.
    }
  }
}

/** Locks a file without content, of which nothing can be damaged; null when another has it. */
function lock(path: string): Database.Database | null {
  try {
    return lockFile(path);
  } catch (error) {
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test((error as { code?: string }).code ?? '')) throw error;
    // Whatever was written into it, it is nobody's lock.
    truncateSync(path);
    return lockFile(path);
  }
}

function lockFile(path: string): Database.Database | null {
  const db = new Database(path);
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE;');
    return db;
  } catch (error) {
    giveUp(db);
    if (isBusy(error)) return null;
    throw error;
  }
}

/** The binding closes a connection only when its statements are collected; the lock must go now. */
function giveUp(db: Database.Database): void {
  if (db.inTransaction) db.exec('ROLLBACK');
  db.close();
}

/** For the one who is refused; a full disk takes this from them, and nothing else. */
function tellOwner(history: string): void {
  try {
    writeFileSync(`${history}-owner`, `process ${process.pid} on ${os.hostname()}\n`);
  } catch {}
}

function refusal(history: string, isLocked: boolean): string {
  const who = isLocked ? ownerOf(history) : 'a process of version 0.1';
  return (
    `The history ${history} is in use by ${who}. Stop that one first, or give this one a history ` +
    'of its own (HISTORY_URL). Services that share a history keep it in MongoDB.'
  );
}

function ownerOf(history: string): string {
  try {
    return readFileSync(`${history}-owner`, 'utf8').trim() || 'another process';
  } catch {
    return 'another process';
  }
}
