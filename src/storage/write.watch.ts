/** How long after one small write the next one is tried. */
const TRY_EVERY_MS = 1_000;

/**
 * Whether a store takes what is written. After a write has failed it tries a small one, at once and
 * then each second, until one succeeds: a service that gets no requests must know, too.
 */
export class WriteWatch {
  #failure: unknown = null;
  #timer: NodeJS.Timeout | null = null;
  #isTrying = false;
  #isClosed = false;

  /** @param tryWrite writes something small, and clears up what failed writes have left */
  constructor(private readonly tryWrite: () => Promise<void>) {}

  /** Whether the last write failed. */
  get isFailing(): boolean {
    return this.#failure !== null;
  }

  /** The error of the last write; null when it succeeded. */
  get failure(): unknown {
    return this.#failure;
  }

  /** @throws Error of the last write, when it failed */
  check(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /** Does a write, and takes note of what comes of it. */
  async watching<T>(write: () => Promise<T>): Promise<T> {
    try {
      const result = await write();
      this.#failure = null;
      return result;
    } catch (error) {
      this.noteFailed(error);
      throw error;
    }
  }

  noteFailed(error: unknown): void {
    this.#failure = error;
    if (this.#timer === null && !this.#isTrying) void this.#try();
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #try(): Promise<void> {
    this.#timer = null;
    this.#isTrying = true;
    try {
      await this.tryWrite();
      this.#failure = null;
    } catch (error) {
      this.#failure = error;
      this.#tryLater();
    } finally {
      this.#isTrying = false;
    }
  }

  #tryLater(): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.#try(), TRY_EVERY_MS).unref();
  }
}
