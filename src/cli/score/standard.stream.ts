import { fstatSync, type Stats, write } from 'node:fs';
import { promisify } from 'node:util';
import { UsageFault } from '../usage.fault.js';
import { type AnswerOutput, areSame } from './answer.output.js';

const writeSome = promisify(write);
const FD = 1;

/** Whoever read standard output does not want the rest, as `head` does not. */
export class ReaderGone extends Error {}

/** Standard output: what was written is out, whatever comes of the rest. */
export class StandardStream implements AnswerOutput {
  private constructor(private readonly isFile: boolean) {
    // The callback of a write is told; without a listener it would end the process as well.
    process.stdout.on('error', () => {});
  }

  /** @throws UsageFault when it leads into the input, which would never end */
  static async open(input: Stats): Promise<StandardStream> {
    const own = fstatSync(FD);
    if (areSame(own, input)) {
      throw new UsageFault('standard output is the file that is to be scored');
    }
    return new StandardStream(own.isFile());
  }

  /** @throws ReaderGone; Error when it cannot be written, as on a full disk */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      await (this.isFile ? writeAll(bytes) : writeTo(process.stdout, bytes));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') throw new ReaderGone();
      throw new Error(`Standard output cannot be written to (${code ?? message})`, {
        cause: error,
      });
    }
  }

  async complete(): Promise<void> {}

  async discard(): Promise<void> {}
}

/** Node's own stream passes over what a full disk did not take of a write. */
async function writeAll(bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await writeSome(FD, bytes, at, bytes.length - at, null);
    at += bytesWritten;
  }
}

function writeTo(stream: NodeJS.WriteStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
