import { textOf } from './cell.reader.js';

/** What is wrong with a record as text. */
export type RecordFlaw = 'bad_quote' | 'too_long';

/** Where scanning goes on. */
export interface ScannerState {
  /** Bytes of the record that is not complete yet. */
  readonly rest: Uint8Array<ArrayBuffer>;
  readonly nextLine: number;
  readonly isSkipping: boolean;
  readonly blanks: number;
  readonly blankLine: number;
}

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/**
 * Splits CSV bytes (RFC 4180, with any delimiter; LF, CRLF or CR line ends) into records, without
 * copying a cell.
 *
 * `push` a block, then call `next` until it says false. After `next` said true, field f of the
 * record is `bytes[starts[f] .. ends[f])`; those of a quoted field still hold doubled quotes when
 * `escaped[f]` is 1. Empty lines at the end of the input are passed over.
 */
export class CsvScanner {
  bytes = new Uint8Array(0);
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  escaped = new Uint8Array(64);
  fields = 0;
  /** Line on which the record starts, from 1. */
  line = 1;
  flaw: RecordFlaw | null = null;
  /** Bytes of the record without its line end. */
  recordStart = 0;
  recordEnd = 0;

  private at = 0;
  private nextLine = 1;
  private isEnded = false;
  /** Skipping the rest of a record that was too long. */
  private isSkipping = false;
  /** Empty lines that are faults only if a record follows them. */
  private blanks = 0;
  private blankLine = 0;

  /**
   * @param delimiter code of the character between two fields
   * @param countsRecords whether a record is one line, however many its text has
   */
  constructor(
    private readonly maxRecordBytes: number,
    readonly delimiter: number,
    private readonly countsRecords = false,
  ) {}

  /** Line of the first record. */
  startAt(line: number): void {
    this.nextLine = line;
  }

  /** Where another scanner goes on; `rest` is handed to it as well. */
  get state(): ScannerState {
    const { at, nextLine, isSkipping, blanks, blankLine } = this;
    return { rest: this.bytes.slice(at), nextLine, isSkipping, blanks, blankLine };
  }

  /** Goes on where another one has ended. */
  resume({ rest, ...place }: ScannerState): void {
    Object.assign(this, place);
    this.bytes = rest;
  }

  push(block: Uint8Array): void {
    const rest = this.bytes.subarray(this.at);
    const bytes = new Uint8Array(rest.length + block.length);
    bytes.set(rest);
    bytes.set(block, rest.length);
    this.bytes = bytes;
    this.at = 0;
  }

  /** No more blocks follow. */
  end(): void {
    this.isEnded = true;
  }

  /** Moves to the next record; false when it needs another block or there is none. */
  next(): boolean {
    if (this.isSkipping && !this.skipLine()) return false;
    for (;;) {
      const start = this.at;
      if (start >= this.bytes.length) return false;
      const lineBefore = this.nextLine;
      if (!this.scan(start)) return this.giveUp(start, lineBefore);
      if (!this.isBlank()) return this.blanks === 0 || this.emitBlank(start, lineBefore);
      if (this.blanks++ === 0) this.blankLine = lineBefore;
    }
  }

  /** All fields of the record as text. */
  get texts(): string[] {
    return Array.from({ length: this.fields }, (_, field) => this.textAt(field));
  }

  /** A field of the record as text, without the quotes of CSV. */
  textAt(field: number): string {
    const text = textOf(this.bytes, this.starts[field] as number, this.ends[field] as number);
    return this.escaped[field] === 1 ? text.replaceAll('""', '"') : text;
  }

  private isBlank(): boolean {
    return this.fields === 1 && this.flaw === null && this.recordStart === this.recordEnd;
  }

  /** A record follows empty lines: hand them out first, then come back to it. */
  private emitBlank(start: number, lineBefore: number): boolean {
    this.at = start;
    this.nextLine = lineBefore;
    this.blanks--;
    this.line = this.blankLine++;
    this.fields = 1;
    this.flaw = null;
    this.starts[0] = start;
    this.ends[0] = start;
    this.recordStart = start;
    this.recordEnd = start;
    return true;
  }

  /** The record is not complete yet; beyond the limit it never will be. */
  private giveUp(start: number, lineBefore: number): boolean {
    this.nextLine = lineBefore;
    if (!this.isEnded && this.bytes.length - start <= this.maxRecordBytes) return false;
    this.line = lineBefore;
    this.flaw = this.isEnded ? 'bad_quote' : 'too_long';
    this.fields = 0;
    this.isSkipping = true;
    this.skipLine();
    return true;
  }

  /** Passes over bytes up to the next line end; false when it is not here yet. */
  private skipLine(): boolean {
    const { bytes } = this;
    let at = this.at;
    while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
    const isHere =
      at + 1 < bytes.length || (at < bytes.length && (this.isEnded || bytes[at] === LF));
    if (!isHere) {
      this.at = Math.min(at, bytes.length);
      return false;
    }
    this.at = bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
    this.nextLine++;
    this.isSkipping = false;
    return true;
  }

  /** Scans one record from `start`; false when its end is not here yet. */
  private scan(start: number): boolean {
    const { bytes, delimiter } = this;
    const end = bytes.length;
    let at = start;
    let newLines = 0;
    this.fields = 0;
    this.flaw = null;
    for (;;) {
      const fieldStart = at;
      let isQuoted = 0;
      let isEscaped = 0;
      let fieldEnd: number;
      if (at < end && bytes[at] === QUOTE) {
        isQuoted = 1;
        for (at++; ; at++) {
          if (at >= end) return false;
          const byte = bytes[at];
          if (byte === QUOTE) {
            if (at + 1 >= end && !this.isEnded) return false;
            if (bytes[at + 1] !== QUOTE) break;
            isEscaped = 1;
            at++;
          } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) newLines++;
        }
        fieldEnd = at++;
        if (at < end && !endsField(bytes[at] as number, delimiter)) this.flaw = 'bad_quote';
        while (at < end && !endsField(bytes[at] as number, delimiter)) at++;
      } else {
        let byte = 0;
        while (at < end) {
          byte = bytes[at] as number;
          if (byte === delimiter || byte === LF || byte === CR) break;
          if (byte === QUOTE) this.flaw = 'bad_quote';
          at++;
        }
        fieldEnd = at;
      }
      this.addField(fieldStart + isQuoted, fieldEnd, isEscaped);
      if (at < end && bytes[at] === delimiter) {
        at++;
        continue;
      }
      return this.finish(start, at, newLines);
    }
  }

  /** `at` is the record's line end or the end of the bytes. */
  private finish(start: number, at: number, newLines: number): boolean {
    const { bytes } = this;
    const isLast = at >= bytes.length;
    if (!this.isEnded && (isLast || (bytes[at] === CR && at + 1 >= bytes.length))) return false;
    if (at - start > this.maxRecordBytes) this.flaw = 'too_long';
    this.line = this.nextLine;
    this.recordStart = start;
    this.recordEnd = at;
    this.nextLine += this.countsRecords ? 1 : newLines + 1;
    this.at = isLast ? at : bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
    return true;
  }

  private addField(start: number, end: number, isEscaped: number): void {
    if (this.fields === this.starts.length) this.grow();
    this.starts[this.fields] = start;
    this.ends[this.fields] = end;
    this.escaped[this.fields++] = isEscaped;
  }

  private grow(): void {
    const size = this.starts.length * 2;
    const widen = <T extends Int32Array | Uint8Array>(old: T, wide: T): T => {
      wide.set(old);
      return wide;
    };
    this.starts = widen(this.starts, new Int32Array(size));
    this.ends = widen(this.ends, new Int32Array(size));
    this.escaped = widen(this.escaped, new Uint8Array(size));
  }
}

function endsField(byte: number, delimiter: number): boolean {
  return byte === delimiter || byte === LF || byte === CR;
}
