import { mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import type { PredictionRecord } from '../../prediction.record.js';
import type { SqliteSynchronous } from '../sqlite.connection.js';
import { JournalLock } from './journal.lock.js';
import type { JournalRange } from './journal.range.js';
import { JournalSegment } from './journal.segment.js';

/** A segment that has grown beyond this is followed by another, so that it can be removed. */
const SEGMENT_BYTES = 8 * 1024 * 1024;

/** What was added to a segment since it was last asked for. */
export interface PendingRange extends JournalRange {
  readonly to: number;
  /** Nothing more will be added to this file. */
  readonly isLast: boolean;
}

/**
 * Records that were acknowledged and are not in the tables yet. Adding one costs a single write
 * to the end of a file; what a killed process leaves here is recovered at the next start.
 */
export class RecordJournal {
  #lock: JournalLock | null = null;
  #segment: JournalSegment | null = null;
  #segments = 0;
  #taken = 0;
  #full: PendingRange[] = [];
  readonly #owner = uuid();

  constructor(
    private readonly folder: string,
    private readonly synchronous: SqliteSynchronous,
  ) {}

  /**
   * Keeps records: they are durable when this returns.
   * @returns how many bytes they take
   * @throws Error when none of them was kept
   */
  append(records: readonly PredictionRecord[]): number {
    const segment = this.#segment ?? this.#start();
    let lines = '';
    for (const record of records) lines += `${JSON.stringify(record)}\n`;
    try {
      const bytes = segment.append(lines);
      if (segment.size > SEGMENT_BYTES) this.#finish(segment);
      return bytes;
    } catch (error) {
      // It may end in half a line, so the next record begins another.
      this.#finish(segment);
      throw error;
    }
  }

  /** What was added since the last call, in order. */
  takePending(): PendingRange[] {
    const pending = this.#full;
    this.#full = [];
    const segment = this.#segment;
    if (segment !== null && segment.size > this.#taken) pending.push(this.#rest(segment, false));
    return pending;
  }

  /** Removes a file of which everything is in the tables. */
  remove(path: string): void {
    rmSync(path, { force: true });
  }

  /** @param isEmpty whether everything is in the tables; else it is left to the next start */
  close(isEmpty: boolean): void {
    this.#segment?.close();
    if (isEmpty && this.#segment !== null) this.remove(this.#segment.path);
    this.#segment = null;
    if (isEmpty) this.#lock?.release();
    else this.#lock?.leave();
    this.#lock = null;
    if (isEmpty) removeIfEmpty(this.folder);
  }

  #start(): JournalSegment {
    mkdirSync(this.folder, { recursive: true });
    this.#lock ??= JournalLock.create(join(this.folder, `${this.#owner}.lock`));
    const number = String(++this.#segments).padStart(6, '0');
    this.#taken = 0;
    const path = join(this.folder, `${this.#owner}.${number}.ndjson`);
    this.#segment = new JournalSegment(path, this.synchronous === 'FULL');
    return this.#segment;
  }

  #finish(segment: JournalSegment): void {
    this.#full.push(this.#rest(segment, true));
    segment.close();
    this.#segment = null;
  }

  #rest({ path, size }: JournalSegment, isLast: boolean): PendingRange {
    const from = this.#taken;
    this.#taken = size;
    return { path, from, to: size, isLast };
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It was never made, or another process keeps its journal there.
  }
}
