import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../../problem/problem.js';

const MIB = 1024 * 1024;
/** As large as the log may be: with it all of the log can be written back. */
const RESERVE_BYTES = 32 * MIB;
/** A file of rows leaves this much to everything else: the log of SQLite may grow as large. */
const LEFT_BYTES = 32 * MIB;
/** On a small volume both are these parts of it. */
const RESERVE_PART = 1 / 16;
const LEFT_PART = 1 / 10;
const BLOCK_BYTES = 64 * 1024;
/** Without inodes a file cannot be made, and SQLite knows no more than that. */
const NO_SPACE = /^(SQLITE_FULL|SQLITE_CANTOPEN|SQLITE_IOERR_SHM|ENOSPC|EDQUOT)/;

/**
 * Space beside a history that is kept for clearing up, which must never need what a full disk does
 * not have: bringing pending records into the tables, removing what a batch left, a start.
 */
export class SpaceReserve {
  private readonly path: string;
  /** Whether there was space for all of it, or it has nothing to do with space that there is not. */
  isWhole = true;

  /** @param history path of the database file */
  constructor(private readonly history: string) {
    this.path = `${history}-reserve`;
  }

  /** Takes as much of the reserve as there is space for; what was taken before stays. */
  take(): void {
    try {
      const fd = openSync(this.path, 'a');
      try {
        // Not zeros: some file systems keep none of them.
        const block = randomBytes(BLOCK_BYTES);
        const size = partOf(this.history, RESERVE_PART, RESERVE_BYTES);
        for (let has = fstatSync(fd).size; has < size; has += BLOCK_BYTES) writeSync(fd, block);
      } finally {
        closeSync(fd);
      }
      this.isWhole = true;
    } catch (error) {
      // With something else of that name all goes on without it.
      this.isWhole = !isNoSpace(error);
    }
  }

  /**
   * Does what clears up, if need be with the space of the reserve; then takes it again.
   * @param makeRoom is done first when there is no space, and may fail
   */
  async spend<T>(work: () => T | Promise<T>, makeRoom = () => {}): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isNoSpace(error)) throw error;
      try {
        this.give();
        makeRoom();
        return await work();
      } finally {
        this.take();
      }
    }
  }

  private give(): void {
    try {
      rmSync(this.path, { force: true });
    } catch {
      // With something else of that name all goes on without it.
    }
  }

  /** @throws Problem `storage-full` when so many bytes of a file leave too little to everything else */
  checkRoom(bytes: number): void {
    const { bavail, bsize } = statfsSync(dirname(this.history));
    if (bavail * bsize - bytes < partOf(this.history, LEFT_PART, LEFT_BYTES)) throw storageFull();
  }
}

/** Whether an error, or one that caused it, says that the disk is full. */
export function isNoSpace(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return (typeof code === 'string' && NO_SPACE.test(code)) || (!!cause && isNoSpace(cause));
}

export function storageFull(cause?: unknown): Problem {
  const detail = 'The disk of the history has no room for this file. Nothing of it was stored.';
  return new Problem('storage-full', detail, { cause });
}

/** How large the log of a history may become before it is begun anew, in bytes. */
export function logLimitOf(history: string): number {
  return partOf(history, RESERVE_PART, RESERVE_BYTES);
}

function partOf(path: string, part: number, most: number): number {
  const { blocks, bsize } = statfsSync(dirname(path));
  return Math.min(blocks * bsize * part, most);
}
