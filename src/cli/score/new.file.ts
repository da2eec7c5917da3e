import { randomBytes } from 'node:crypto';
import { rmSync, type Stats } from 'node:fs';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { STOP_SIGNALS } from '../../cluster/stop.signal.js';
import { fileFault } from '../file.fault.js';
import { syncFolder } from '../file.rewrite.js';
import { quoted, UsageFault } from '../usage.fault.js';
import { type AnswerOutput, areSame } from './answer.output.js';

/**
 * A file that appears as a whole or not at all. It is written beside its place, under another name, and
 * takes it when it is complete; until then what was there stays.
 */
export class NewFile implements AnswerOutput {
  /** Ends as if there were no such listener, so that a shell sees the signal. */
  private readonly leave = (signal: NodeJS.Signals): void => {
    rmSync(this.part, { force: true });
    process.kill(process.pid, signal);
  };

  private constructor(
    private readonly name: string,
    private readonly target: string,
    private readonly part: string,
    private readonly file: FileHandle,
  ) {
    for (const signal of STOP_SIGNALS) process.once(signal, this.leave);
  }

  /**
   * @param input that it must not replace
   * @throws UsageFault when it would, or would replace what is no regular file; Error when it cannot be written
   */
  static async open(name: string, input: Stats): Promise<NewFile> {
    const old = await stat(name).catch(() => null);
    if (old !== null) verifyReplaceable(name, old, input);
    try {
      const target = old === null ? name : await realpath(name);
      const part = `${target}.${randomBytes(4).toString('hex')}.part`;
      const file = await open(part, 'wx');
      const made = new NewFile(name, target, part, file);
      if (old !== null) await file.chmod(old.mode);
      return made;
    } catch (error) {
      throw fileFault(name, 'written', error as Error);
    }
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.try(() => this.file.writeFile(bytes));
  }

  complete(): Promise<void> {
    return this.try(async () => {
      await this.file.sync();
      await this.file.close();
      await rename(this.part, this.target);
      this.forget();
      await syncFolder(dirname(this.target));
    });
  }

  async discard(): Promise<void> {
    await this.file.close().catch(() => {});
    await rm(this.part, { force: true });
    this.forget();
  }

  private async try(work: () => Promise<void>): Promise<void> {
    await work().catch((error: Error) => {
      throw fileFault(this.name, 'written', error);
    });
  }

  private forget(): void {
    for (const signal of STOP_SIGNALS) process.off(signal, this.leave);
  }
}

function verifyReplaceable(name: string, old: Stats, input: Stats): void {
  if (!old.isFile()) {
    throw new UsageFault(
      `--out ${quoted(name)} is no regular file; without --out the answers go to standard output`,
    );
  }
  if (areSame(old, input)) {
    throw new UsageFault(`--out ${quoted(name)} is the file that is to be scored`);
  }
}
