import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { PredictionRecord } from '../../prediction.record.js';

/** Lines of a journal file: bytes `from` to `to`, or to its end. */
export interface JournalRange {
  readonly path: string;
  readonly from: number;
  readonly to?: number;
}

/** A record with the text it is stored as. */
export type WrittenRecord = readonly [record: PredictionRecord, text: string];

/**
 * The records of a range. A last line without an end was cut off by a kill, before its write was
 * acknowledged, and is left out.
 * @throws Error when a whole line is no record
 */
export function readRange({ path, from, to }: JournalRange): WrittenRecord[] {
  const fd = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc((to ?? fstatSync(fd).size) - from);
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(fd, bytes, at, bytes.length - at, from + at);
      if (read === 0) throw new Error(`The journal ${path} is shorter than was written`);
      at += read;
    }
    return recordsIn(bytes, path);
  } finally {
    closeSync(fd);
  }
}

function recordsIn(bytes: Buffer, path: string): WrittenRecord[] {
  const lines = bytes.toString('utf8', 0, bytes.lastIndexOf(0x0a) + 1).split('\n');
  lines.pop();
  return lines.map((text) => {
    try {
      return [JSON.parse(text), text];
    } catch (cause) {
      throw new Error(`The journal ${path} is damaged`, { cause });
    }
  });
}
