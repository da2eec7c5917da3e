import { rmSync } from 'node:fs';
import { readLines, type WrittenRecord } from './journal.file.js';
import { journalsIn, lockPathOf, type OwnedJournal } from './journal.folder.js';
import { JournalLock } from './journal.lock.js';

/** How often a process is asked whether it still lives. */
const LOOK_EVERY_MS = 1_000;

/**
 * Brings the journals of a history into its tables: those of this process, of others that share
 * the history, and of processes that are gone. To store a record twice does no harm, so nobody
 * need know who else does this.
 */
export class JournalTail {
  /** How far each file is in the tables. */
  readonly #ends = new Map<string, number>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** @param save stores all records or none; those that are there already stay as they are */
  constructor(
    private readonly folder: string,
    private readonly save: (records: readonly WrittenRecord[]) => void,
  ) {}

  /**
   * When this returns, everything acknowledged before it was called is in the tables.
   * @throws Error of `save`, or of a damaged journal; what is not in the tables stays in its file
   */
  catchUp(): void {
    const journals = journalsIn(this.folder);
    for (const { segments } of journals) {
      for (const segment of segments) this.#apply(segment);
      // Their owner has gone on to another file.
      for (const segment of segments.slice(0, -1)) this.#remove(segment);
    }
    if (performance.now() - this.#lookedAt > LOOK_EVERY_MS) this.#removeAbandoned(journals);
  }

  #removeAbandoned(journals: readonly OwnedJournal[]): void {
    for (const { owner, segments } of journals) {
      const lock = JournalLock.takeOver(lockPathOf(this.folder, owner));
      if (lock === null) continue;
      for (const segment of segments) {
        // It may have been written to until its owner went.
        this.#apply(segment);
        this.#remove(segment);
      }
      lock.release();
    }
    this.#lookedAt = performance.now();
  }

  #apply(segment: string): void {
    const from = this.#ends.get(segment) ?? 0;
    const { records, end } = readLines(segment, from);
    if (end === from) return;
    this.save(records);
    this.#ends.set(segment, end);
  }

  #remove(segment: string): void {
    rmSync(segment, { force: true });
    this.#ends.delete(segment);
  }
}
