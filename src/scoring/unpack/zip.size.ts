import { inflateRawSync } from 'node:zlib';
import { damagedFile } from './packed.fault.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
/** The longest comment behind the directory of a zip file. */
const COMMENT_BYTES = 65_535;
const STORED = 0;
const DEFLATED = 8;

/** A file inside a zip file, as the directory at its end tells. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes when it is unpacked; what the directory says need not be true. */
  readonly size: number;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly packedSize: number;
  /** Where what is said before its bytes begins. */
  readonly offset: number;
}

/** @throws Problem `invalid-file` for what is no whole zip file */
export function zipEntries(bytes: Buffer): ZipEntry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let left = count; left > 0; left--) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw broken();
    const nameBytes = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
      size: bytes.readUInt32LE(at + 24),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += ENTRY_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * The bytes of a file inside a zip file, which are no more than the directory says.
 * @throws Problem `invalid-file` when they make no sense, or are more
 */
export function unzipped(bytes: Buffer, { method, packedSize, offset, size }: ZipEntry): Buffer {
  if (offset + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) throw broken();
  const start =
    offset + LOCAL_BYTES + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + packedSize);
  if (packed.length < packedSize) throw broken();
  if (method === STORED) return packed.subarray(0, size);
  if (method !== DEFLATED) throw damagedFile('the workbook is packed in an unknown way');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    throw damagedFile('a part of the workbook cannot be unpacked', error);
  }
}

function endOf(bytes: Buffer): number {
  const last = bytes.length - END_BYTES;
  for (let at = last; at >= 0 && at >= last - COMMENT_BYTES; at--) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw broken();
}

function broken() {
  return damagedFile('the workbook is no whole zip file');
}
