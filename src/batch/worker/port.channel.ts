import type { MessagePort, Transferable } from 'node:worker_threads';

type Envelope<T> = { readonly data: T } | { readonly ack: true } | { readonly end: true };

/** The other side of a channel went away before its end. */
export class ChannelClosed extends Error {}

/**
 * One end of a two-way channel over a message port. A sender may be `window` messages ahead of
 * its receiver, so neither side piles up what the other cannot take.
 */
export class PortChannel<In, Out> {
  private readonly received: In[] = [];
  private unacknowledged = 0;
  private isEnded = false;
  private isClosed = false;
  private wake: () => void = () => {};

  constructor(
    private readonly port: MessagePort,
    private readonly window = 4,
  ) {
    port.on('message', (message: Envelope<In>) => this.take(message));
    port.on('close', () => {
      this.isClosed = true;
      this.wake();
    });
  }

  /**
   * Resolves when the other side may be sent more.
   * @throws ChannelClosed
   */
  async send(data: Out, transfer: readonly Transferable[] = []): Promise<void> {
    while (this.unacknowledged >= this.window && !this.isClosed) await this.change();
    if (this.isClosed) throw new ChannelClosed('The channel is closed.');
    this.unacknowledged++;
    this.port.postMessage({ data }, transfer);
  }

  /** Tells the other side that nothing more is sent. */
  end(): void {
    if (!this.isClosed) this.port.postMessage({ end: true });
  }

  /**
   * What the other side sends; each message is acknowledged when the next one is asked for.
   * @throws ChannelClosed when the other side goes away before its end
   */
  async *receive(): AsyncGenerator<In, void> {
    for (;;) {
      const data = this.received.shift();
      if (data !== undefined) {
        yield data;
        if (!this.isClosed) this.port.postMessage({ ack: true });
      } else if (this.isEnded) return;
      else if (this.isClosed) throw new ChannelClosed('The channel is closed.');
      else await this.change();
    }
  }

  close(): void {
    this.port.close();
  }

  private take(message: Envelope<In>): void {
    if ('data' in message) this.received.push(message.data);
    else if ('ack' in message) this.unacknowledged--;
    else this.isEnded = true;
    this.wake();
  }

  /** Resolves at the next message. Sender and receiver of one side may both wait. */
  private change(): Promise<void> {
    return new Promise((resolve) => {
      const others = this.wake;
      this.wake = () => {
        this.wake = () => {};
        others();
        resolve();
      };
    });
  }
}
