import { setTimeout as sleep } from 'node:timers/promises';

/** Less than what a test may take, so that it fails with a word about what it waited for. */
const LONGEST_MS = 45_000;
const PAUSE_MS = 2;

/** What `check` gives once that is something; fails after a while with what was waited for. */
export async function until<T>(
  check: () => T | Promise<T>,
  what: string,
  longestMs = LONGEST_MS,
): Promise<Exclude<T, false | null | undefined>> {
  const end = performance.now() + longestMs;
  for (;;) {
    const found = await check();
    if (found !== false && found !== null && found !== undefined) {
      return found as Exclude<T, false | null | undefined>;
    }
    if (performance.now() > end) throw new Error(`After ${longestMs} ms still not: ${what}`);
    await sleep(PAUSE_MS);
  }
}
