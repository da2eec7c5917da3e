import type { ChunkCursor } from './chunk.cursor.js';
import { blockSize } from './chunk.format.js';

/** Marks a missing text in the list of ends; bytes stay below it. */
const MISSING = 0x8000_0000;

/** Texts ready to be put into a chunk: all their UTF-8 bytes, and where each one ends. */
export interface TextColumn {
  readonly ends: Uint32Array;
  readonly text: string;
  readonly bytes: number;
}

/** @param texts may be longer than `rows`; null where a text is missing */
export function textColumn(texts: readonly (string | null)[], rows: number): TextColumn {
  const ends = new Uint32Array(rows);
  const used = texts.slice(0, rows);
  let bytes = 0;
  for (const [row, text] of used.entries()) {
    bytes += text === null ? 0 : Buffer.byteLength(text);
    ends[row] = text === null ? bytes + MISSING : bytes;
  }
  return { ends, text: used.join(''), bytes };
}

/** Bytes that a column of texts takes of a chunk. */
export function textColumnSize(column: TextColumn): number {
  return blockSize(column.ends.byteLength) + 8 + blockSize(column.bytes);
}

export function writeTexts(cursor: ChunkCursor, column: TextColumn): void {
  cursor.take(Uint32Array, column.ends.length).set(column.ends);
  cursor.take(Uint32Array, 1)[0] = column.bytes;
  const target = cursor.take(Uint8Array, column.bytes);
  Buffer.from(target.buffer, target.byteOffset, target.length).write(column.text);
}

/** Reads the text of one row. */
export function readTexts(cursor: ChunkCursor, rows: number): (row: number) => string | null {
  const ends = cursor.take(Uint32Array, rows);
  const [bytes = 0] = cursor.take(Uint32Array, 1);
  const block = cursor.take(Uint8Array, bytes);
  const source = Buffer.from(block.buffer, block.byteOffset, block.length);
  return (row) => {
    const end = ends[row] as number;
    const start = row === 0 ? 0 : (ends[row - 1] as number) & ~MISSING;
    return end >= MISSING ? null : source.toString('utf8', start, end);
  };
}
