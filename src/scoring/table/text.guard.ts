import { isUtf8 } from 'node:buffer';
import { Problem } from '../../problem/problem.js';
import { refuseSignature, startsWith } from './file.signature.js';
import type { Encoding } from './table.options.js';
import { fromUtf16, fromWindows1252, isWindows1252 } from './text.encoding.js';

/** So much of a table is looked at before anything is taken for granted. */
export const HEAD_BYTES = 64 * 1024;

/** How the bytes are written; UTF-16 in one order or the other, as its mark says. */
type Bytes = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** What another guard goes on with. */
export interface GuardState {
  readonly bytes: Bytes | null;
  readonly rest: Uint8Array;
}

const MARKS: readonly (readonly [Bytes, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Lets only text pass, block by block, as UTF-8; a byte-order mark is taken off. */
export class TextGuard {
  private bytes: Bytes | null;
  private rest: Uint8Array;

  /** @param said the encoding that the request names; else it is found from the first 64 KiB */
  constructor(
    private readonly said: Encoding | undefined = undefined,
    state: GuardState | null = null,
  ) {
    this.bytes = state?.bytes ?? null;
    this.rest = state?.rest ?? new Uint8Array(0);
  }

  get state(): GuardState {
    return { bytes: this.bytes, rest: this.rest.slice() };
  }

  /** As found or said; null before the first bytes have passed. */
  get encoding(): Encoding | null {
    return this.bytes?.startsWith('utf-16') ? 'utf-16' : (this.bytes as Encoding | null);
  }

  /**
   * @returns the bytes that are known to be text, as UTF-8; none before 64 KiB have come, and an
   * incomplete character waits for the next block
   * @throws Problem `unsupported-media-type`
   */
  pass(block: Uint8Array): Uint8Array {
    const bytes = this.rest.length === 0 ? block : Buffer.concat([this.rest, block]);
    this.rest = bytes;
    return this.bytes === null && bytes.length < HEAD_BYTES ? bytes.subarray(0, 0) : this.take();
  }

  /** The bytes that still waited. */
  end(): Uint8Array {
    const text = this.take();
    if (this.rest.length > 0) throw this.broken();
    return text;
  }

  /** Like `end`, where the bytes may end in the middle of a character. */
  cut(): Uint8Array {
    return this.take();
  }

  private take(): Uint8Array {
    if (this.bytes === null) this.begin();
    const { rest } = this;
    const end = lastBoundary(rest, this.bytes as Bytes);
    this.rest = rest.subarray(end);
    return this.utf8Of(rest.subarray(0, end));
  }

  private begin(): void {
    refuseSignature(this.rest);
    const [marked, mark] = MARKS.find(([, bytes]) => startsWith(this.rest, bytes)) ?? [];
    this.bytes = this.agreed(marked) ?? this.found();
    if (mark !== undefined) this.rest = this.rest.subarray(mark.length);
  }

  /** The mark of the bytes and the word of the request must not contradict each other. */
  private agreed(marked: Bytes | undefined): Bytes | undefined {
    const { said } = this;
    if (said === 'utf-16' && !marked?.startsWith('utf-16')) {
      throw refusal('The file has no byte-order mark of UTF-16; leave out encoding=utf-16.');
    }
    if (marked !== undefined || said === undefined) {
      if (said !== undefined && !marked?.startsWith(said)) {
        throw refusal(
          `The file begins with the mark of another encoding; leave out encoding=${said}.`,
        );
      }
      return marked;
    }
    return said as Bytes;
  }

  private found(): Bytes {
    const head = this.rest.subarray(0, HEAD_BYTES);
    const isText = isUtf8(head.subarray(0, lastBoundary(head, 'utf-8')));
    return isText || !isWindows1252(head) ? 'utf-8' : 'windows-1252';
  }

  private utf8Of(bytes: Uint8Array): Uint8Array {
    if (this.bytes === 'windows-1252') {
      if (!isWindows1252(bytes)) throw refusal('The file is not valid windows-1252.');
      return fromWindows1252(bytes);
    }
    if (this.bytes !== 'utf-8') return this.utf16(bytes);
    if (bytes.includes(0)) throw refusal('The file has NUL bytes: it is no text.');
    if (!isUtf8(bytes)) throw this.broken();
    return bytes;
  }

  private utf16(bytes: Uint8Array): Uint8Array {
    const text = fromUtf16(bytes, this.bytes === 'utf-16be');
    if (text === null) throw this.broken();
    return text;
  }

  private broken(): Problem {
    if (this.bytes !== 'utf-8') return refusal('The file is not valid UTF-16.');
    return refusal(
      'The file is not valid UTF-8. If it comes from a spreadsheet or an older program, send encoding=windows-1252.',
    );
  }
}

/** Where the last complete character ends; bytes that cannot be completed stay in, to be refused. */
function lastBoundary(bytes: Uint8Array, kind: Bytes): number {
  const { length } = bytes;
  if (kind === 'windows-1252') return length;
  if (kind !== 'utf-8') {
    const whole = length - (length % 2);
    const high = bytes[kind === 'utf-16be' ? whole - 2 : whole - 1] ?? 0;
    return high >= 0xd8 && high <= 0xdb ? whole - 2 : whole;
  }
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back] as number;
    if (byte < 0x80) break;
    const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0;
    if (width > back) return length - back;
    if (width > 0) break;
  }
  return length;
}

function refusal(detail: string): Problem {
  return new Problem('unsupported-media-type', detail);
}
