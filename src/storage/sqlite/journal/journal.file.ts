import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { PredictionRecord } from '../../prediction.record.js';
import { ifThere } from './journal.folder.js';

/** A record with the text it is stored as. */
export type WrittenRecord = readonly [record: PredictionRecord, text: string];

/** Whole lines of a journal file, and where the next one begins. */
export interface JournalLines {
  readonly records: readonly WrittenRecord[];
  readonly end: number;
}

const LINE_FEED = 0x0a;

/**
 * Reads the whole lines from byte `from` on. What follows the last of them is being written, or
 * was cut off by a kill before it was acknowledged.
 * @throws Error when a whole line is no record
 */
export function readLines(path: string, from: number): JournalLines {
  const bytes = readBytes(path, from);
  if (bytes.length === 0) return { records: [], end: from };
  const length = bytes.lastIndexOf(LINE_FEED) + 1;
  const lines = bytes.toString('utf8', 0, length).split('\n').slice(0, -1);
  return { records: lines.map((text) => [parse(text, path), text]), end: from + length };
}

/** Nothing, when another process has brought it all into the tables and removed the file. */
function readBytes(path: string, from: number): Buffer {
  const fd = ifThere(() => openSync(path, 'r'));
  if (fd === null) return Buffer.alloc(0);
  try {
    const bytes = Buffer.alloc(Math.max(fstatSync(fd).size - from, 0));
    const read = readSync(fd, bytes, 0, bytes.length, from);
    return bytes.subarray(0, read);
  } finally {
    closeSync(fd);
  }
}

function parse(text: string, path: string): PredictionRecord {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`The journal ${path} is damaged`, { cause });
  }
}
