import type { SqliteWriter } from '../writer/sqlite.writer.js';
import type { PendingRange, RecordJournal } from './record.journal.js';

/** Records are stored together: many in one transaction cost little more than one. */
const APPLY_AFTER_MS = 50;
const APPLY_BYTES = 1024 * 1024;
const RETRY_AFTER_MS = 1_000;

/** Brings what is in the journal into the tables: soon after it was written, and before a read. */
export class JournalApplier {
  #unapplied = 0;
  #ranges: PendingRange[] = [];
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isFailing = false;

  constructor(
    private readonly journal: RecordJournal,
    private readonly writer: SqliteWriter,
  ) {}

  /** Bytes that are in the journal and not in the tables. */
  get unapplied(): number {
    return this.#unapplied;
  }

  /** Whether the tables could not be written when that was last tried. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  /** @param bytes how many were added to the journal */
  noteAppended(bytes: number): void {
    this.#unapplied += bytes;
    if (this.#running !== null || this.#isFailing) return;
    if (this.#unapplied > APPLY_BYTES) this.#applyUnasked();
    else this.#applyAfter(APPLY_AFTER_MS);
  }

  /**
   * Resolves when all that was added so far is in the tables.
   * @throws Problem `history-unavailable`; what could not be brought there stays in the journal
   */
  async settle(): Promise<void> {
    // What is under way may have begun before the last record was added.
    if (this.#running !== null) await this.#running;
    if (this.#unapplied > 0) await this.#apply();
  }

  #apply(): Promise<void> {
    this.#running ??= this.#applyPending().finally(() => {
      this.#running = null;
      if (this.#isFailing) this.#applyAfter(RETRY_AFTER_MS);
      else if (this.#unapplied > 0) this.#applyAfter(APPLY_AFTER_MS);
    });
    return this.#running;
  }

  async #applyPending(): Promise<void> {
    this.#stopTimer();
    this.#ranges.push(...this.journal.takePending());
    try {
      await this.#applyRanges();
      this.#isFailing = false;
    } catch (error) {
      this.#isFailing = true;
      throw error;
    }
  }

  async #applyRanges(): Promise<void> {
    for (let range = this.#ranges[0]; range !== undefined; range = this.#ranges[0]) {
      await this.writer.perform({ do: 'apply', range });
      this.#ranges.shift();
      this.#unapplied -= range.to - range.from;
      if (range.isLast) this.journal.remove(range.path);
    }
  }

  /** Nobody waits for it: a failure is told to the next caller, and tried again. */
  #applyUnasked(): void {
    this.#apply().catch(() => {});
  }

  #applyAfter(ms: number): void {
    // Records that wait for this are safe in the journal, so it need not keep the process alive.
    this.#timer ??= setTimeout(() => this.#applyUnasked(), ms).unref();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
