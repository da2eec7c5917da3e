import { Problem } from '../../problem/problem.js';
import type { WholeRequest } from './whole.exchange.js';

/** The pace is that of so long a time. */
const SPAN_MS = 10_000;
const TICK_MS = 1_000;

/**
 * Gives up an upload that comes more slowly than so many bytes a second over ten seconds, because
 * it holds a thread or a place in the queue. Time in which this side reads nothing does not count.
 */
export function watchPace(request: WholeRequest, bytesPerSecond: number): void {
  const { socket } = request;
  let readMs = 0;
  let from = socket.bytesRead;
  const timer = setInterval(() => {
    if (request.complete || request.destroyed) return clearInterval(timer);
    // Node reads as long as there is room for what it read.
    if (request.readableLength < request.readableHighWaterMark) readMs += TICK_MS;
    if (readMs < SPAN_MS) return;
    if (socket.bytesRead - from < (bytesPerSecond * SPAN_MS) / 1_000) {
      clearInterval(timer);
      request.giveUpBody(() => {}, tooSlow(bytesPerSecond));
    }
    readMs = 0;
    from = socket.bytesRead;
  }, TICK_MS);
  timer.unref();
}

function tooSlow(bytesPerSecond: number): Problem {
  return new Problem(
    'request-timeout',
    `An upload must come with at least ${bytesPerSecond} bytes a second.`,
  );
}
