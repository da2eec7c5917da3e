import { mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import type { SqliteSynchronous } from '../sqlite.connection.js';
import { lockPathOf, segmentPathOf } from './journal.folder.js';
import { JournalLock } from './journal.lock.js';
import { JournalSegment } from './journal.segment.js';

/** A segment that has grown beyond this is followed by another, so that it can be removed. */
const SEGMENT_BYTES = 8 * 1024 * 1024;

/**
 * Records that this process has acknowledged. Adding one costs a single write to the end of a
 * file; what a killed process leaves here is recovered.
 */
export class RecordJournal {
  readonly #owner = uuid();
  #lock: JournalLock | null = null;
  #segment: JournalSegment | null = null;
  #segments = 0;

  constructor(
    private readonly folder: string,
    private readonly synchronous: SqliteSynchronous,
  ) {}

  /**
   * Keeps records, each a line of JSON: they are durable when this returns.
   * @returns how many bytes they take
   * @throws Error when none of them was kept
   */
  append(records: readonly string[]): number {
    const segment = this.#segment ?? this.#start();
    try {
      const bytes = segment.append(`${records.join('\n')}\n`);
      if (segment.size > SEGMENT_BYTES) this.#finish(segment);
      return bytes;
    } catch (error) {
      // It may end in half a line, so the next record begins another.
      this.#finish(segment);
      throw error;
    }
  }

  /** @param isApplied whether everything is in the tables; else it is left to the next start */
  close(isApplied: boolean): void {
    const segment = this.#segment;
    if (segment !== null) this.#finish(segment);
    if (isApplied && segment !== null) rmSync(segment.path, { force: true });
    if (isApplied) this.#lock?.release();
    else this.#lock?.leave();
    this.#lock = null;
    if (isApplied) removeIfEmpty(this.folder);
  }

  #start(): JournalSegment {
    mkdirSync(this.folder, { recursive: true });
    this.#lock ??= JournalLock.create(lockPathOf(this.folder, this.#owner));
    const path = segmentPathOf(this.folder, this.#owner, ++this.#segments);
    this.#segment = new JournalSegment(path, this.synchronous === 'FULL');
    return this.#segment;
  }

  #finish(segment: JournalSegment): void {
    segment.close();
    this.#segment = null;
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It was never made, or another process keeps its journal there.
  }
}
