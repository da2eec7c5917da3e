import { Problem } from '../../problem/problem.js';

/** First bytes of files that are no text, what they are, and what to do with them. */
const SIGNATURES: readonly (readonly [string, string, readonly number[]])[] = [
  ['a gzip file', 'send Content-Encoding: gzip, or a name that ends with .gz', [0x1f, 0x8b]],
  [
    'a zip file or a spreadsheet',
    'a spreadsheet is sent with a name that ends with .xlsx, or with its media type; anything else unpacked',
    [0x50, 0x4b, 0x03, 0x04],
  ],
  ['a zstd file', 'send it unpacked, or as gzip', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a bzip2 file', 'send it unpacked, or as gzip', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59]],
  ['an xz file', 'send it unpacked, or as gzip', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  [
    'a Parquet file',
    'send it with a name that ends with .parquet, or as application/vnd.apache.parquet',
    [0x50, 0x41, 0x52, 0x31],
  ],
  [
    'an old (.xls) or encrypted workbook',
    'save it as .xlsx without a password, or as CSV',
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
  ],
];

/** @throws Problem `unsupported-media-type` for bytes that begin a file that is no text */
export function refuseSignature(bytes: Uint8Array): void {
  const [name, remedy] = SIGNATURES.find(([, , signature]) => startsWith(bytes, signature)) ?? [];
  if (name === undefined) return;
  throw new Problem('unsupported-media-type', `The file is ${name}, and no text: ${remedy}.`);
}

export function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}
