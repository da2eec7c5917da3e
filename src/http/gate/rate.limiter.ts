const WINDOW_MS = 60_000;
/** So many who have sent something within a minute are remembered; then the first are forgotten. */
const MOST_WINDOWS = 100_000;

/** What somebody has sent since a time. */
interface Window {
  readonly startedAt: number;
  used: number;
}

/** What is left of a limit. */
export interface Quota {
  readonly limit: number;
  /** -1 when it is exceeded. */
  readonly left: number;
  /** Seconds until all of it is there again. */
  readonly resetAfter: number;
}

/** Counts requests in windows of a minute that begin with the first one. */
export class RateLimiter {
  /** In the order in which they began. */
  private readonly windows = new Map<string, Window>();

  /** @param now ms of a clock that nobody sets */
  constructor(private readonly now = () => performance.now()) {}

  /** Counts a request of somebody who may send `limit` a minute. */
  count(who: string, limit: number): Quota {
    const now = this.now();
    const known = this.windows.get(who);
    const isOver = known === undefined || now - known.startedAt >= WINDOW_MS;
    const window = isOver ? this.begin(who, now) : known;
    if (window.used <= limit) window.used++;
    const resetAfter = Math.ceil((window.startedAt + WINDOW_MS - now) / 1_000);
    return { limit, left: Math.max(limit - window.used, -1), resetAfter };
  }

  private begin(who: string, startedAt: number): Window {
    this.windows.delete(who);
    if (this.windows.size >= MOST_WINDOWS) this.forget(startedAt);
    const window = { startedAt, used: 0 };
    this.windows.set(who, window);
    return window;
  }

  /** Those whose minute is over, and at least one. */
  private forget(now: number): void {
    let isFirst = true;
    for (const [who, { startedAt }] of this.windows) {
      if (!isFirst && now - startedAt < WINDOW_MS) return;
      this.windows.delete(who);
      isFirst = false;
    }
  }
}
