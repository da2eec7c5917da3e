import { pino } from 'pino';

const BLOCK_CHARACTERS = 8_192;
/** How long a line may wait to be written together with others. */
const FLUSH_MS = 200;

/**
 * Log lines on standard output, written in blocks: a write per line would cost a request more
 * than its inference, and the destination measures all it holds at each line it is given.
 */
export class LogBlock {
  private lines = '';

  constructor(
    private readonly destination = pino.destination({
      dest: 1,
      sync: false,
      minLength: 1,
      contentMode: 'buffer',
    }),
  ) {
    setInterval(() => this.flush(), FLUSH_MS).unref();
    blocks.add(this);
  }

  write(line: string): void {
    this.lines += line;
    if (this.lines.length >= BLOCK_CHARACTERS) this.flush();
  }

  flush(): void {
    if (this.lines === '') return;
    // It takes bytes as they are; text it would measure first.
    this.destination.write(Buffer.from(this.lines) as unknown as string);
    this.lines = '';
  }

  /** Before a fatal end. */
  flushSync(): void {
    this.flush();
    this.destination.flushSync();
  }
}

const blocks = new Set<LogBlock>();
// The destinations' own handlers of this event, which empty them, must come after ours.
process.prependListener('exit', () => {
  for (const block of blocks) block.flush();
});
