import { isUtf8 } from 'node:buffer';
import { Problem } from '../../problem/problem.js';

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
  ['a gzip file', [0x1f, 0x8b]],
  ['a zip or spreadsheet file', [0x50, 0x4b, 0x03, 0x04]],
  ['a zstd file', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a bzip2 file', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59]],
  ['an xz file', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Lets only UTF-8 text without NUL pass, block by block, and takes a byte-order mark off. */
export class TextGuard {
  /** @param rest bytes that another guard has left waiting */
  constructor(
    private isFirst = true,
    private rest: Uint8Array = new Uint8Array(0),
  ) {}

  /** What another guard goes on with. */
  get state(): [isFirst: boolean, rest: Uint8Array] {
    return [this.isFirst, this.rest.slice()];
  }

  /**
   * @returns the bytes that are known to be text; an incomplete character waits for the next block
   * @throws Problem `unsupported-media-type`
   */
  pass(block: Uint8Array): Uint8Array {
    const bytes = this.rest.length === 0 ? block : Buffer.concat([this.rest, block]);
    if (this.isFirst && bytes.length < 8) {
      this.rest = bytes;
      return bytes.subarray(0, 0);
    }
    const end = lastBoundary(bytes);
    this.rest = bytes.subarray(end);
    return this.check(bytes.subarray(0, end));
  }

  /** The bytes that still waited. */
  end(): Uint8Array {
    return this.check(this.rest);
  }

  private check(bytes: Uint8Array): Uint8Array {
    const isFirst = this.isFirst;
    this.isFirst = false;
    const kind = isFirst && SIGNATURES.find(([, signature]) => startsWith(bytes, signature));
    if (kind) throw refusal(`The file is ${kind[0]}; send plain CSV in UTF-8.`);
    if (bytes.includes(0)) throw refusal('The file has NUL bytes; send plain CSV in UTF-8.');
    if (!isUtf8(bytes)) throw refusal('The file is not valid UTF-8.');
    return isFirst && startsWith(bytes, BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
  }
}

/** Where the last complete character ends; bytes that cannot be completed stay in, to be refused. */
function lastBoundary(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0;
    if (width > back) return bytes.length - back;
    if (width > 0) break;
  }
  return bytes.length;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

function refusal(detail: string): Problem {
  return new Problem('unsupported-media-type', detail);
}
