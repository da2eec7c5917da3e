import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The journal of one process. */
export interface OwnedJournal {
  readonly owner: string;
  /** Oldest first; lines are added to the last one only. */
  readonly segments: readonly string[];
}

/** Beside the database, so that a journal is never parted from it. */
export function journalFolderOf(databasePath: string): string {
  return `${databasePath}-pending`;
}

export function lockPathOf(folder: string, owner: string): string {
  return join(folder, `${owner}.lock`);
}

export function segmentPathOf(folder: string, owner: string, number: number): string {
  return join(folder, `${owner}.${String(number).padStart(6, '0')}.ndjson`);
}

/** All journals of a history, those of living processes among them. */
export function journalsIn(folder: string): OwnedJournal[] {
  const names = ifThere(() => readdirSync(folder))?.sort() ?? [];
  return names
    .filter((name) => name.endsWith('.lock'))
    .map((name) => {
      const owner = name.slice(0, -'.lock'.length);
      const segments = names.filter(
        (other) => other.startsWith(`${owner}.`) && other.endsWith('.ndjson'),
      );
      return { owner, segments: segments.map((segment) => join(folder, segment)) };
    });
}

/** What `read` returns; null when its file or folder is gone, which another process may see to. */
export function ifThere<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
