import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ChannelClosed, PortChannel } from './port.channel.js';

let ends: PortChannel<number, number>[] = [];
function open(): [PortChannel<number, number>, PortChannel<number, number>] {
  const { port1, port2 } = new MessageChannel();
  ends = [new PortChannel(port1, 2), new PortChannel(port2, 2)];
  return ends as [PortChannel<number, number>, PortChannel<number, number>];
}
afterEach(() => {
  for (const end of ends) end.close();
});

describe(PortChannel.name, () => {
  it('carries messages both ways, in order, up to the end', async () => {
    const [left, right] = open();
    const echo = (async () => {
      for await (const value of right.receive()) await right.send(value * 2);
      right.end();
    })();
    const received: number[] = [];
    const collect = (async () => {
      for await (const value of left.receive()) received.push(value);
    })();
    for (let value = 0; value < 20; value++) await left.send(value);
    left.end();
    await Promise.all([echo, collect]);
    expect(received).toEqual(Array.from({ length: 20 }, (_, value) => value * 2));
  });

  it('holds a sender back that is ahead of its receiver', async () => {
    const [left, right] = open();
    let sent = 0;
    const sending = (async () => {
      for (let value = 0; value < 5; value++) {
        await left.send(value);
        sent++;
      }
    })();
    const messages = right.receive();
    await messages.next();
    expect(sent).toBe(2);
    for (let value = 1; value < 5; value++) await messages.next();
    await sending;
    expect(sent).toBe(5);
  });

  it('tells both a sender and a receiver that the other side went away', async () => {
    const [left, right] = open();
    const receiving = left.receive().next();
    right.close();
    await expect(receiving).rejects.toThrow(ChannelClosed);
    await expect(left.send(1)).rejects.toThrow(ChannelClosed);
  });
});
