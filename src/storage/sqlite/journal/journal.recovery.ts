import { existsSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { JournalLock } from './journal.lock.js';
import type { JournalRange } from './journal.range.js';

/**
 * Brings the journals of processes that are gone into the tables, and removes them. Those of
 * living ones, which share the history for a while when one process takes over from another,
 * are left to their owners.
 * @param apply must have stored all records of a range when it returns
 */
export function recoverJournals(folder: string, apply: (range: JournalRange) => void): void {
  if (!existsSync(folder)) return;
  const files = readdirSync(folder).sort();
  for (const lockFile of files.filter((name) => name.endsWith('.lock'))) {
    const lock = JournalLock.takeOver(join(folder, lockFile));
    if (lock === null) continue;
    const owner = lockFile.slice(0, -'.lock'.length);
    try {
      for (const name of files.filter((name) => isSegmentOf(owner, name))) {
        const path = join(folder, name);
        apply({ path, from: 0 });
        unlinkSync(path);
      }
    } catch (error) {
      lock.leave();
      throw error;
    }
    lock.release();
  }
}

function isSegmentOf(owner: string, name: string): boolean {
  return name.startsWith(`${owner}.`) && name.endsWith('.ndjson');
}
