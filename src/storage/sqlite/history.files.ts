import { realpathSync, statSync } from 'node:fs';
import { Problem } from '../../problem/problem.js';

const LOOK_EVERY_MS = 100;

/**
 * Notices when the files of an open history were removed or replaced. What has them open goes on
 * with them as if nothing were, and all that it writes is lost when it closes them.
 */
export class HistoryFiles {
  private readonly inodes: Map<string, number>;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private latest: Problem | null = null;

  constructor(history: string) {
    const path = realPathOf(history);
    this.inodes = new Map(['', '-wal', '-shm'].map((name) => [`${path}${name}`, 0]));
  }

  /**
   * Looks at most every 100 ms, since everything that is stored asks.
   * @throws Problem `history-unavailable` as long as one is not the one that it was
   */
  check(): void {
    const now = performance.now();
    if (now - this.lookedAt >= LOOK_EVERY_MS) {
      this.lookedAt = now;
      this.latest = this.look();
    }
    if (this.latest !== null) throw this.latest;
  }

  private look(): Problem | null {
    let isTheSame = true;
    for (const [path, known] of this.inodes) {
      const inode = inodeOf(path);
      // The log is made by the first who reads or writes.
      if (known === 0) this.inodes.set(path, inode);
      else if (inode !== known) isTheSame = false;
    }
    return isTheSame ? null : new Problem('history-unavailable', GONE);
  }
}

const GONE = 'The file of the history was removed or replaced.';

/** Where SQLite keeps what is beside a history: a link to it may lie elsewhere. */
export function realPathOf(history: string): string {
  try {
    return realpathSync(history);
  } catch {
    return history;
  }
}

/** Which file a path leads to now; 0 when to none. */
export function inodeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? 0;
}
