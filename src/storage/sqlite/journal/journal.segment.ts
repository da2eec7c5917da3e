import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';

/** One file of the journal: lines that are added at its end. */
export class JournalSegment {
  /** Bytes that were added; a failed write may have left some more behind them. */
  size = 0;
  readonly #fd: number;

  /**
   * @param isSynchronised whether lines are to outlive the machine, and not the process alone
   * @throws Error when the file is there already or cannot be made
   */
  constructor(
    readonly path: string,
    private readonly isSynchronised: boolean,
  ) {
    this.#fd = openSync(path, 'ax');
  }

  /**
   * Adds lines and returns how many bytes they take.
   * @throws Error when not all of them could be written; then nothing may be added any more
   */
  append(lines: string): number {
    const bytes = Buffer.from(lines);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
    if (this.isSynchronised) fdatasyncSync(this.#fd);
    this.size += bytes.length;
    return bytes.length;
  }

  close(): void {
    closeSync(this.#fd);
  }
}
