import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { watchPace } from './upload.pace.js';
import { WholeRequest } from './whole.exchange.js';

const MIN = 1_024;

describe(watchPace.name, () => {
  let request: WholeRequest;
  let received: number;
  let fault: { code?: string } | null;
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    received = 0;
    fault = null;
    const socket = new Socket();
    Object.defineProperty(socket, 'bytesRead', { get: () => received });
    request = new WholeRequest(socket);
    request.on('error', (error) => {
      fault = error as { code?: string };
    });
    watchPace(request, MIN);
  });
  afterEach(() => void jest.useRealTimers());

  /** Seconds in each of which so many bytes come. */
  const pass = async (seconds: number, bytes: number) => {
    for (let second = 0; second < seconds; second++) {
      received += bytes;
      await jest.advanceTimersByTimeAsync(1_000);
    }
  };

  it('gives up what comes too slowly over ten seconds, and says so', async () => {
    await pass(9, MIN - 1);
    expect(fault).toBeNull();
    await pass(1, MIN - 1);
    expect(fault).toMatchObject({ code: 'request-timeout' });
  });

  it('lets a pace of exactly so much pass, and a pause that is made up for', async () => {
    await pass(10, MIN);
    await pass(9, 0);
    await pass(1, 10 * MIN);
    await pass(5, MIN);
    expect(fault).toBeNull();
  });

  it('does not count the time in which this side reads nothing', async () => {
    request.push(Buffer.alloc(request.readableHighWaterMark));
    await pass(60, 0);
    expect(fault).toBeNull();
    request.read();
    await pass(10, 0);
    expect(fault).toMatchObject({ code: 'request-timeout' });
  });

  it('ends with the request', async () => {
    request.complete = true;
    await pass(60, 0);
    expect(fault).toBeNull();
    expect(jest.getTimerCount()).toBe(0);
  });
});
