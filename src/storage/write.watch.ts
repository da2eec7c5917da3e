/** How long after one small write the next one is tried. */
const TRY_EVERY_MS = 1_000;

/**
 * Whether a store takes what is written. After a write has failed it tries a small one, at once and
 * then each second, until one succeeds: a service that gets no requests must know, too.
 */
export class WriteWatch {
  private latest: unknown = null;
  private timer: NodeJS.Timeout | null = null;
  private isTrying = false;
  private isClosed = false;

  /** @param tryWrite writes something small, and clears up what failed writes have left */
  constructor(private readonly tryWrite: () => Promise<void>) {}

  /** Whether the last write failed. */
  get isFailing(): boolean {
    return this.latest !== null;
  }

  /** The error of the last write; null when it succeeded. */
  get failure(): unknown {
    return this.latest;
  }

  /** @throws Error of the last write, when it failed */
  check(): void {
    if (this.latest !== null) throw this.latest;
  }

  /** Does a write, and takes note of what comes of it. */
  async watching<T>(write: () => Promise<T>): Promise<T> {
    try {
      const result = await write();
      this.latest = null;
      return result;
    } catch (error) {
      this.noteFailed(error);
      throw error;
    }
  }

  noteFailed(error: unknown): void {
    this.latest = error;
    if (this.timer === null && !this.isTrying) void this.try();
  }

  close(): void {
    this.isClosed = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private async try(): Promise<void> {
    this.timer = null;
    this.isTrying = true;
    try {
      await this.tryWrite();
      this.latest = null;
    } catch (error) {
      this.latest = error;
      this.tryLater();
    } finally {
      this.isTrying = false;
    }
  }

  private tryLater(): void {
    if (this.isClosed) return;
    this.timer = setTimeout(() => void this.try(), TRY_EVERY_MS).unref();
  }
}
