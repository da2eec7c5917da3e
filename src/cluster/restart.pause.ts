const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before a process is started again.
 * @param failures starts in a row that came to nothing; 0 when the process had served
 */
export function restartPauseMs(failures: number): number {
  return Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
}

/**
 * Whether another try would only look like life: all were in vain for half a minute.
 * @param failures starts in a row that came to nothing
 * @param idleMs how long no process has served
 */
export function isHopeless(failures: number, idleMs: number): boolean {
  return restartPauseMs(failures) === LONGEST_MS && idleMs >= LONGEST_MS;
}
