import { damagedFile } from './packed.fault.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** The longest comment behind the directory of a zip file. */
const COMMENT_BYTES = 65_535;

/** A file inside a zip file, as the directory at its end tells. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes when it is unpacked; what the directory says need not be true. */
  readonly size: number;
  readonly isEncrypted: boolean;
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
    });
    at += ENTRY_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
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
