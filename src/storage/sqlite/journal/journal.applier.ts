import type { TableWriter } from '../writer/table.writer.js';

/** Records are stored together: many in one transaction cost little more than one. */
const APPLY_AFTER_MS = 10;
const APPLY_BYTES = 1024 * 1024;
const RETRY_AFTER_MS = 1_000;

/** Has what is in the journal brought into the tables: soon after it was written, and before a read. */
export class JournalApplier {
  #unapplied = 0;
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isFailing = false;
  #isClosed = false;

  constructor(private readonly writer: TableWriter) {}

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
   * Resolves when all that was added so far is in the tables; others that share the history may
   * have added something too.
   * @throws Problem `history-unavailable`; what could not be brought there stays in the journal
   */
  async settle(): Promise<void> {
    // What is under way may have begun before the last record was added.
    if (this.#running !== null) await this.#running;
    if (this.#unapplied > 0 || this.writer.isShared) await this.#apply();
  }

  /** The last try; what could not be brought into the tables is not tried again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.settle().finally(() => this.#stopTimer());
  }

  #apply(): Promise<void> {
    this.#running ??= this.#applyAll().finally(() => {
      this.#running = null;
      if (this.#isFailing) this.#applyAfter(RETRY_AFTER_MS);
      else if (this.#unapplied > 0) this.#applyAfter(APPLY_AFTER_MS);
    });
    return this.#running;
  }

  async #applyAll(): Promise<void> {
    this.#stopTimer();
    const bytes = this.#unapplied;
    try {
      await this.writer.perform({ do: 'catchUp' });
      this.#unapplied -= bytes;
      this.#isFailing = false;
    } catch (error) {
      this.#isFailing = true;
      throw error;
    }
  }

  /** Nobody waits for it: a failure is told to the next caller, and tried again. */
  #applyUnasked(): void {
    this.#apply().catch(() => {});
  }

  #applyAfter(ms: number): void {
    if (this.#isClosed) return;
    // Records that wait for this are safe in the journal, so it need not keep the process alive.
    this.#timer ??= setTimeout(() => this.#applyUnasked(), ms).unref();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
