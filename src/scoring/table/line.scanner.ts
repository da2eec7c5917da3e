import type { ScannerState } from './csv.scanner.js';

const LF = 0x0a;

/** Splits bytes into lines; empty ones are passed over. */
export class LineScanner {
  /** Of the line, from 1. */
  line = 0;
  /** Whether the line is longer than it may be; the rest of it is passed over. */
  isTooLong = false;
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private nextLine = 1;
  private isEnded = false;
  private isSkipping = false;

  constructor(private readonly maxLineBytes: number) {}

  get state(): ScannerState {
    const { at, nextLine, isSkipping } = this;
    return {
      rest: new Uint8Array(this.bytes.slice(at)),
      nextLine,
      isSkipping,
      blanks: 0,
      blankLine: 0,
    };
  }

  resume({ rest, nextLine, isSkipping }: ScannerState): void {
    Object.assign(this, { bytes: rest, nextLine, isSkipping });
  }

  push(block: Uint8Array): void {
    const rest = this.bytes.subarray(this.at);
    this.bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    this.at = 0;
  }

  end(): void {
    this.isEnded = true;
  }

  /** @returns the next line without its end; null when it is not here yet, or there is none */
  next(): Uint8Array | null {
    while (this.at < this.bytes.length) {
      const found = this.bytes.indexOf(LF, this.at);
      const isWhole = found !== -1 || this.isEnded;
      if (!isWhole && this.bytes.length - this.at <= this.maxLineBytes && !this.isSkipping)
        return null;
      const line = this.bytes.subarray(this.at, found === -1 ? this.bytes.length : found);
      this.at += line.length + (found === -1 ? 0 : 1);
      if (this.isSkipped(line, isWhole)) continue;
      return line;
    }
    return null;
  }

  /** Whether there is nothing to hand out: the rest of a long line, or an empty one. */
  private isSkipped(line: Uint8Array, isWhole: boolean): boolean {
    const wasSkipping = this.isSkipping;
    this.isSkipping = !isWhole;
    if (!wasSkipping) this.line = this.nextLine;
    if (isWhole) this.nextLine++;
    this.isTooLong = line.length > this.maxLineBytes;
    return wasSkipping || line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
  }
}
