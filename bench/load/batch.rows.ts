import { FEATURES, IRIS_ROWS } from './iris.rows.js';

const WIDTH = FEATURES.length;
/** By how many tenths of a centimetre a row may differ from the real one it is made of. */
const JITTER = 4;

/** Rows that differ, made of the real ones: row by row, in tenths; the same at every call. */
export function batchTenths(rows: number): Uint8Array {
  const tenths = new Uint8Array(rows * WIDTH);
  let state = 1;
  for (let at = 0; at < tenths.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const real = IRIS_ROWS[Math.floor(at / WIDTH) % IRIS_ROWS.length]?.[at % WIDTH] ?? 1;
    const jitter = (state >>> 16) % (2 * JITTER + 1);
    tenths[at] = Math.max(1, Math.round(real * 10) + jitter - JITTER);
  }
  return tenths;
}

/** The values as a model takes them. */
export function batchValues(rows: number): Float32Array {
  return Float32Array.from(batchTenths(rows), (tenths) => tenths / 10);
}

/** The rows as a file. */
export function batchCsv(rows: number): Buffer {
  const texts = Array.from({ length: 256 }, (_, tenths) => (tenths / 10).toFixed(1));
  const tenths = batchTenths(rows);
  const lines = [FEATURES.join(',')];
  for (let at = 0; at < tenths.length; at += WIDTH) {
    lines.push(Array.from(tenths.subarray(at, at + WIDTH), (value) => texts[value]).join(','));
  }
  return Buffer.from(`${lines.join('\n')}\n`);
}
