import { constants, fstatSync, openSync, writeSync } from 'node:fs';

const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants;

/** What Node has behind a standard stream that is no file. */
interface Stream {
  readonly _handle?: { setBlocking?(isBlocking: boolean): void };
}

/** Standard output or standard error, written to without ever waiting for its reader. */
export class StandardOutput {
  private readonly fd: number;
  /** Of an output that this process shares with others, which make it wait when they start. */
  private readonly shared: Stream | null = null;
  /** Why the latest bytes were not taken: `EAGAIN` is a slow reader, `ENOSPC` a full disk, … */
  private refusal: string | undefined;

  /** @param fd 1 is standard output, 2 is standard error */
  constructor(fd: number) {
    const own = openApart(fd);
    if (own === null) this.shared = (fd === 1 ? process.stdout : process.stderr) as Stream;
    this.fd = own ?? fd;
  }

  /** Whether it took nothing for now, because its reader has not read what it took before. */
  get isFull(): boolean {
    return this.refusal === 'EAGAIN';
  }

  /** Returns how many of the bytes were taken; a pipe takes all of up to 4,096, or none. */
  write(bytes: Uint8Array): number {
    try {
      this.shared?._handle?.setBlocking?.(false);
      const taken = writeSync(this.fd, bytes);
      this.refusal = undefined;
      return taken;
    } catch (error) {
      this.refusal = (error as NodeJS.ErrnoException).code;
      return 0;
    }
  }
}

/**
 * Whether a write waits belongs to what all processes share that were handed the same output. So it
 * is opened once more, for this process alone, as Node does with terminals.
 * @returns null for a socket and what belongs to another user, which cannot be opened
 */
function openApart(fd: number): number | null {
  // A file is never waited for, and what is opened once more has a place in it of its own.
  if (fstatSync(fd).isFile()) return fd;
  try {
    return openSync(`/proc/self/fd/${fd}`, O_WRONLY | O_NONBLOCK | O_NOCTTY);
  } catch {
    return null;
  }
}
