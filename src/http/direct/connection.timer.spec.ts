import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { keepOneTimer } from './connection.timer.js';
import { KEEP_ALIVE_MS } from './whole.exchange.js';

describe(keepOneTimer.name, () => {
  let socket: Socket;
  let fired = 0;
  beforeEach(() => {
    jest.useFakeTimers();
    fired = 0;
    socket = new Socket();
    socket.on('timeout', () => fired++);
    keepOneTimer(socket);
  });
  afterEach(() => {
    socket.destroy();
    jest.useRealTimers();
  });

  it('ends an idle connection a second after the announced time', () => {
    socket.setTimeout(1);
    jest.advanceTimersByTime(KEEP_ALIVE_MS + 999);
    expect(fired).toBe(0);
    jest.advanceTimersByTime(1);
    expect(fired).toBe(1);
  });

  it('counts from the last answer, and not while there is a request', () => {
    socket.setTimeout(1);
    jest.advanceTimersByTime(KEEP_ALIVE_MS);
    socket.setTimeout(0);
    jest.advanceTimersByTime(10 * KEEP_ALIVE_MS);
    expect(fired).toBe(0);
    socket.setTimeout(1);
    jest.advanceTimersByTime(KEEP_ALIVE_MS);
    expect(fired).toBe(0);
    jest.advanceTimersByTime(1_000);
    expect(fired).toBe(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});
