import { droppedLines } from './log.metrics.js';
import { StandardOutput } from './standard.output.js';

/** What a pipe takes whole or not at all, so that the lines of several processes do not mix. */
const BLOCK_CHARACTERS = 4_096;
/** How long a line may wait to be written together with others. */
const FLUSH_MS = 200;
/** What may wait for an output that takes nothing; further lines are dropped. */
const WAITING_BYTES = 1024 * 1024;
/** How long the end of the process waits for a slow reader, and how often it looks. */
const EXIT_WAIT_MS = 1_000;
const EXIT_LOOK_MS = 10;

/**
 * Log lines on standard output, written in blocks: a write per line would cost a request more
 * than its inference. Lines never wait for whoever reads them: what is not taken is kept for
 * later, up to a limit, then dropped and counted.
 */
export class LogBlock {
  private text = '';
  private lines = 0;
  private readonly waiting: Buffer[] = [];
  private waitingBytes = 0;
  private dropped = 0;

  /**
   * @param tellGap called with the number of lines that were dropped, once there is room again
   */
  constructor(
    private readonly tellGap: (lines: number) => void,
    private readonly output = new StandardOutput(1),
  ) {
    setInterval(() => this.flush(), FLUSH_MS).unref();
    blocks.add(this);
  }

  /** @param line one line with its end */
  write(line: string): void {
    if (this.text.length + line.length > BLOCK_CHARACTERS) this.flush();
    this.text += line;
    this.lines++;
  }

  /** Hands over what was written, as far as it is taken. */
  flush(): void {
    this.closeBlock();
    this.writeWaiting();
    if (this.dropped === 0 || this.waiting.length > 0) return;
    const { dropped } = this;
    this.dropped = 0;
    this.tellGap(dropped);
  }

  /** The same, giving a slow reader time until then: at the end of the process. */
  finish(deadline: number): void {
    this.flush();
    while (this.output.isFull && performance.now() < deadline) {
      Atomics.wait(NEVER, 0, 0, EXIT_LOOK_MS);
      this.flush();
    }
    // What was told of a gap.
    this.flush();
  }

  private closeBlock(): void {
    if (this.lines === 0) return;
    const block = Buffer.from(this.text);
    if (this.waitingBytes + block.length > WAITING_BYTES) this.drop(this.lines);
    else {
      this.waiting.push(block);
      this.waitingBytes += block.length;
    }
    this.text = '';
    this.lines = 0;
  }

  private drop(lines: number): void {
    this.dropped += lines;
    droppedLines.inc(lines);
  }

  private writeWaiting(): void {
    for (let block = this.waiting[0]; block !== undefined; block = this.waiting[0]) {
      const taken = this.output.write(block);
      this.waitingBytes -= taken;
      if (taken === block.length) this.waiting.shift();
      else if (taken > 0) this.waiting[0] = block.subarray(taken);
      else return;
    }
  }
}

const NEVER = new Int32Array(new SharedArrayBuffer(4));
const blocks = new Set<LogBlock>();
process.on('exit', () => {
  const deadline = performance.now() + EXIT_WAIT_MS;
  for (const block of blocks) block.finish(deadline);
});
