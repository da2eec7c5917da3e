import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readSettings } from '../config/settings.js';
import { RowQueue } from './row.queue.js';

const gateOf = (queue: number, connections = 100) =>
  new RowQueue(
    readSettings({ PREDICT_QUEUE: String(queue), MAX_CONNECTIONS: String(connections) }),
  );
/** Tells what was asked of it. */
const connectionOf = () => {
  const asked: string[] = [];
  return { asked, pause: () => asked.push('pause'), resume: () => asked.push('resume') };
};

describe(RowQueue.name, () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('lets as many in as there are places, at once and without reading less', () => {
    const gate = gateOf(2);
    const connection = connectionOf();
    expect([gate.enter(connection), gate.enter(connection), gate.size]).toEqual([null, null, 2]);
    gate.leave();
    expect([gate.size, connection.asked]).toEqual([1, []]);
  });

  it('gives a place to who waits longest, whose connection is not read until then', async () => {
    const gate = gateOf(1);
    const order: number[] = [];
    const connections = [connectionOf(), connectionOf()];
    gate.enter(connectionOf());
    const turns = connections.map((one, at) => gate.enter(one)?.then(() => order.push(at)));
    await jest.advanceTimersByTimeAsync(0);
    expect(connections.map(({ asked }) => asked)).toEqual([['pause'], ['pause']]);
    gate.leave();
    await turns[0];
    expect([order, connections[0]?.asked, gate.size]).toEqual([[0], ['pause', 'resume'], 1]);
    gate.leave();
    await turns[1];
    gate.leave();
    expect([order, gate.size]).toEqual([[0, 1], 0]);
  });

  it('refuses each who waited a second, and the places are still there', async () => {
    const gate = gateOf(1);
    gate.enter(connectionOf());
    const ends: string[] = [];
    const wait = (name: string) =>
      gate.enter(connectionOf())?.catch(({ code }) => ends.push(`${name} ${code}`));
    wait('early');
    await jest.advanceTimersByTimeAsync(600);
    wait('late');
    await jest.advanceTimersByTimeAsync(399);
    expect(ends).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(ends).toEqual(['early overloaded']);
    await jest.advanceTimersByTimeAsync(600);
    expect(ends).toEqual(['early overloaded', 'late overloaded']);
    gate.leave();
    expect([gate.size, gate.enter(connectionOf()), jest.getTimerCount()]).toEqual([0, null, 0]);
  });

  it('lets no more wait than connections may be open', () => {
    const gate = gateOf(1, 2);
    for (let count = 0; count < 3; count++) gate.enter(connectionOf())?.catch(() => {});
    expect(() => gate.enter(connectionOf())).toThrow('Too many predictions are under way.');
  });
});
