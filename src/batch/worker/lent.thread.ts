import type { MessagePort } from 'node:worker_threads';
import { PortChannel } from './port.channel.js';
import { buffersOf, type RowChunk } from './row.chunk.js';
import type { HelpAnswer, HelpRequest, ScoredChunk } from './score.task.js';

/** Chunks that wait at a helping thread while this one is in the model: one runs, one is next. */
export const CHUNKS_AHEAD = 2;

interface Asked {
  readonly resolve: (chunk: ScoredChunk) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that helps with a file, as the thread that reads the file sees it. */
export class LentThread {
  /** It was called back, or failed; all that it was asked is answered. */
  isGone = false;
  private readonly channel: PortChannel<HelpAnswer, HelpRequest>;
  private readonly asked: Asked[] = [];
  private isWilling = false;

  constructor(port: MessagePort) {
    this.channel = new PortChannel<HelpAnswer, HelpRequest>(port);
    void this.listen();
  }

  /** Whether it would score a chunk soon. */
  get hasRoom(): boolean {
    return this.isWilling && this.asked.length < CHUNKS_AHEAD;
  }

  /**
   * Hands a chunk over, which is not to be used afterwards.
   * @throws Error of the model, or ChannelClosed when the thread is gone
   */
  score({ parts }: RowChunk, firstRow: number): Promise<ScoredChunk> {
    return new Promise((resolve, reject) => {
      this.asked.push({ resolve, reject });
      this.channel.send({ firstRow, parts }, buffersOf(parts)).catch(reject);
    });
  }

  private async listen(): Promise<void> {
    try {
      for await (const answer of this.channel.receive()) this.take(answer);
    } catch (error) {
      this.leave();
      for (const { reject } of this.asked.splice(0)) reject(error as Error);
    }
  }

  private take(answer: HelpAnswer): void {
    if (answer === 'ready') this.isWilling = true;
    else if (answer === 'enough') this.isWilling = false;
    else if ('chunk' in answer) this.asked.shift()?.resolve(answer.chunk);
    else this.asked.shift()?.reject(answer.error);
    if (!this.isWilling && this.asked.length === 0) this.leave();
  }

  private leave(): void {
    this.isWilling = false;
    this.isGone = true;
    this.channel.close();
  }
}
