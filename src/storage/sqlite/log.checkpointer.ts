import type { Database, Statement } from 'libsql';
import { isNoSpace } from './space.reserve.js';

const PAGE_BYTES = 4_096;
/** Pages that a transaction writes beside those of its bytes: the ends of the tables and indexes. */
const PAGES_BESIDE = 4;
/** How long a reader of another program may hold up those who write, when the log is begun anew. */
const READERS_WAIT_MS = 10;

type Result = [isBusy: number, pages: number, written: number];

/**
 * Writes the log back into the file, on the thread that writes, so that nobody who answers waits
 * for the disk. That never locks, but while records keep coming it never reaches the end of the log
 * either. So a long log is written back twice, and the little that has come meanwhile with the lock.
 */
export class LogCheckpointer {
  private readonly passive: Statement;
  private readonly restart: Statement;
  /** A log of so many pages is begun anew; after half of them it is written back. */
  private readonly mostPages: number;
  private pages = 0;

  /**
   * @param limit how large the log may become, in bytes
   * @param busyTimeoutMs that of the connection otherwise
   */
  constructor(
    private readonly db: Database,
    limit: number,
    private readonly busyTimeoutMs: number,
  ) {
    this.mostPages = limit / PAGE_BYTES;
    this.passive = db.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw();
    this.restart = db.prepare('PRAGMA wal_checkpoint(RESTART)').raw();
  }

  /**
   * @param bytes that were written since the last time
   * @param transactions by how many, of any thread
   * @throws Error when the disk is full; all that was written stays in the log
   */
  noteWritten(bytes: number, transactions: number): void {
    this.pages += transactions * PAGES_BESIDE + Math.ceil(bytes / PAGE_BYTES) * 2;
    if (this.pages < this.mostPages / 2) return;
    try {
      this.writeBack();
    } catch (error) {
      // Written back later, the log would have grown beyond what is kept for that.
      if (isNoSpace(error)) throw error;
    }
    this.pages = 0;
  }

  private writeBack(): void {
    const [, pages] = this.passive.get() as Result;
    if (pages < this.mostPages) return;
    this.passive.get();
    this.db.pragma(`busy_timeout = ${READERS_WAIT_MS}`);
    try {
      this.restart.get();
    } finally {
      this.db.pragma(`busy_timeout = ${this.busyTimeoutMs}`);
    }
  }
}
