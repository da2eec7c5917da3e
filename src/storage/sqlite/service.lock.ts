import { statSync } from 'node:fs';
import os from 'node:os';
import { setTimeout } from 'node:timers/promises';
import Database from 'libsql';
import { v4 as uuid } from 'uuid';
import { isJournalInUse } from './legacy/legacy.journal.js';
import type { SpaceReserve } from './space.reserve.js';
import { openingHistory } from './sqlite.connection.js';
import { isBusy } from './sqlite.problem.js';

/** A restart may overlap with the end of the service before. */
const WAIT_MS = 10_000;
const TRY_EVERY_MS = 100;
const LOOK_EVERY_MS = 1_000;

interface Owner {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
}

/**
 * Says that one service, with all of its processes, has a history to itself. The lock is the
 * operating system's, taken through SQLite because Node has none: it goes with its process, however
 * that ends. It is on `<history>-lock`, which stays when the service has ended.
 */
export class ServiceLock {
  #inode: number;
  readonly #timer: NodeJS.Timeout;

  private constructor(
    private readonly path: string,
    private readonly dbs: Database.Database[],
  ) {
    this.#inode = inodeOf(path);
    this.#timer = setInterval(() => this.#renew(), LOOK_EVERY_MS).unref();
  }

  /**
   * @param history path of the database file
   * @throws Error that names the owner, when another service has had it all the time
   */
  static async take(history: string, space: SpaceReserve, waitMs = WAIT_MS): Promise<ServiceLock> {
    const path = `${history}-lock`;
    const until = performance.now() + waitMs;
    for (;;) {
      const db = await space.spend(() => openingHistory(history, () => lock(path)));
      if (db !== null && !isJournalInUse(history)) return new ServiceLock(path, [db]);
      const owner = db === null ? ownerOf(path) : undefined;
      if (db !== null) giveUp(db);
      if (performance.now() >= until) throw new Error(refusal(history, owner));
      await setTimeout(TRY_EVERY_MS);
    }
  }

  release(): void {
    clearInterval(this.#timer);
    for (const db of this.dbs) giveUp(db);
  }

  /** A file that somebody removed locks nobody out any more. */
  #renew(): void {
    const inode = inodeOf(this.path);
    if (inode === this.#inode) return;
    const db = lock(this.path);
    if (db === null) return;
    this.dbs.push(db);
    this.#inode = inodeOf(this.path);
  }
}

/** Writes who the owner is, and keeps others from doing so; they can read it. */
function lock(path: string): Database.Database | null {
  const db = new Database(path);
  const owner: Owner = { token: uuid(), pid: process.pid, host: os.hostname() };
  try {
    db.exec(`
      PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;
      BEGIN IMMEDIATE;
      CREATE TABLE IF NOT EXISTS owner (token TEXT, pid INTEGER, host TEXT);
      DELETE FROM owner;`);
    db.prepare('INSERT INTO owner VALUES (?, ?, ?)').run([owner.token, owner.pid, owner.host]);
    db.exec('COMMIT; BEGIN IMMEDIATE;');
    // Between the two somebody else may have come first.
    if (read(db)?.token === owner.token) return db;
  } catch (error) {
    giveUp(db);
    if (isBusy(error)) return null;
    throw error;
  }
  giveUp(db);
  return null;
}

/** The binding closes a connection only when its statements are collected; the lock must go now. */
function giveUp(db: Database.Database): void {
  if (db.inTransaction) db.exec('ROLLBACK');
  db.close();
}

function ownerOf(path: string): Owner | undefined {
  const db = new Database(path);
  try {
    return read(db);
  } catch {
    return undefined;
  } finally {
    db.close();
  }
}

function read(db: Database.Database): Owner | undefined {
  const [owner] = db.prepare('SELECT token, pid, host FROM owner').all() as Owner[];
  return owner;
}

function refusal(history: string, owner: Owner | undefined): string {
  const who = owner === undefined ? 'another process' : `process ${owner.pid} on ${owner.host}`;
  return (
    `The history ${history} is in use by ${who}. Stop that one first, or give this one a history ` +
    'of its own (HISTORY_URL). Services that share a history keep it in MongoDB.'
  );
}

function inodeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? 0;
}
