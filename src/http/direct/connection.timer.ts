import type { Socket } from 'node:net';
import { KEEP_ALIVE_MS } from './whole.exchange.js';

/** So that a client that counts on the announced time is not cut by a hair's breadth. */
const GRACE_MS = 1_000;

/**
 * Gives a connection one timer for all the times that it is idle. Node would make a new one after
 * each answer, and with thousands of connections those live just long enough to be expensive.
 */
export function keepOneTimer(socket: Socket): void {
  let isIdle = false;
  const timer = setTimeout(() => isIdle && socket.emit('timeout'), KEEP_ALIVE_MS + GRACE_MS);
  timer.unref();
  // Node asks for the time after an answer, and for none while there is a request.
  socket.setTimeout = (ms) => {
    isIdle = ms > 0;
    if (isIdle) timer.refresh();
    return socket;
  };
  socket.once('close', () => clearTimeout(timer));
}
