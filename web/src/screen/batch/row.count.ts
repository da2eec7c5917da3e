import { formOf } from './file.form.ts';
import { START_BYTES, type TableCheck } from './table.check.ts';

/** How many rows a file has. */
export interface RowCount {
  readonly count: number;
  /** Whether they were counted, not guessed from the first of them. */
  readonly isExact: boolean;
}

const SLICE_BYTES = 1024 * 1024;
/** Encodings whose line feeds and quotes are bytes of their own. */
const BYTEWISE: readonly (string | undefined)[] = ['utf-8', 'windows-1252'];
/** A guess may be wrong by so much. */
const MARGIN = 2;

/** Rows by what the check saw of the file; null where it saw too little. */
export function estimateRows({ name, size }: File, { rows, isWhole }: TableCheck): RowCount | null {
  if (isWhole) return { count: rows, isExact: true };
  if (rows === 0 || !formOf(name).hasStart) return null;
  return { count: Math.round((rows * size) / START_BYTES), isExact: false };
}

/** Counts the rows of a text that may have more than `limit`; else guesses them. */
export async function countRows(
  file: File,
  table: TableCheck,
  limit: number,
): Promise<RowCount | null> {
  const guess = estimateRows(file, table);
  const isFar = guess === null || guess.isExact || guess.count * MARGIN < limit;
  const { type, encoding, header } = table.dialect;
  if (isFar || type !== 'csv' || !BYTEWISE.includes(encoding)) return guess;
  return { count: (await countRecords(file)) - (header === false ? 0 : 1), isExact: true };
}

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;

/**
 * Records of a text: line feeds outside quotes, less empty lines at its end. It is read in slices,
 * so that the page goes on meanwhile.
 */
async function countRecords(file: Blob): Promise<number> {
  let ends = 0;
  /** Line ends before the last sign that is none. */
  let inner = -1;
  let isQuoted = false;
  for (let at = 0; at < file.size; at += SLICE_BYTES) {
    for (const byte of new Uint8Array(await file.slice(at, at + SLICE_BYTES).arrayBuffer())) {
      if (byte === LINE_FEED && !isQuoted) ends++;
      else if (byte !== RETURN && byte !== LINE_FEED) {
        if (byte === QUOTE) isQuoted = !isQuoted;
        inner = ends;
      }
    }
  }
  return inner + 1;
}
