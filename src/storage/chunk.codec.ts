import type { ChunkLayout } from './batch.record.js';
import {
  aligned,
  blockSize,
  ChunkCursor,
  type ChunkParts,
  newChunk,
  partsOf,
} from './chunk.format.js';
import { ChunkView } from './chunk.view.js';
import { type TextColumn, textColumn, textColumnSize, writeTexts } from './text.column.js';

/** A feature's values: float32, int64 as whole doubles (both: NaN where missing), or texts. */
export type FeatureColumn = Float32Array | Float64Array | readonly (string | null)[];

/** Answered rows by column, to be packed; columns may be longer than `rows`. */
export interface ChunkColumns {
  readonly rows: number;
  /** In the order of the layout. */
  readonly features: readonly FeatureColumn[];
  /** Positions in the layout's classes. */
  readonly labels?: Uint16Array;
  /** Exactly rows x classes, row by row. */
  readonly probabilities?: Float32Array;
  readonly values?: Float32Array;
  /** The line of the source where each row begins. */
  readonly lines: Uint32Array;
}

type PackedColumn = Float32Array | Float64Array | TextColumn;

/**
 * Packs rows into one array whose buffer it fills alone, so that it can be transferred.
 * @throws RangeError when the probabilities are no whole number of columns
 */
export function packChunk(columns: ChunkColumns): Uint8Array {
  const { rows } = columns;
  const features = columns.features.map((column) => packedColumn(column, rows));
  const featureBytes = features.reduce((sum, column) => sum + columnSize(column), 0);
  const data = newChunk(partsFrom(columns), featureBytes);
  const cursor = new ChunkCursor(data);
  writeAnswers(cursor, columns);
  for (const column of features) writeColumn(cursor, column);
  return data;
}

/**
 * Opens a packed chunk; it is looked at in place, and copied only where it is not aligned.
 * @throws Error when the chunk is of an unknown format or shorter than its header says
 */
export function openChunk(layout: ChunkLayout, data: Uint8Array): ChunkView {
  return new ChunkView(layout, aligned(data));
}

/** The class codes that occur in a chunk, ascending; null for a regression model. */
export function codesIn(data: Uint8Array): number[] | null {
  const parts = partsOf(data);
  if (!parts.hasLabels) return null;
  const cursor = new ChunkCursor(aligned(data));
  cursor.take(Uint32Array, parts.rows);
  return [...new Set(cursor.take(Uint16Array, parts.rows))].sort((a, b) => a - b);
}

function partsFrom({ rows, labels, probabilities, values }: ChunkColumns): ChunkParts {
  if (rows > 0 && (probabilities?.length ?? 0) % rows !== 0) {
    throw new RangeError(`${probabilities?.length} probabilities do not fit ${rows} rows`);
  }
  return {
    rows,
    hasLabels: labels !== undefined,
    classes: probabilities === undefined || rows === 0 ? 0 : probabilities.length / rows,
    hasValues: values !== undefined,
  };
}

function writeAnswers(cursor: ChunkCursor, columns: ChunkColumns): void {
  const { rows, lines, labels, probabilities, values } = columns;
  cursor.take(Uint32Array, rows).set(lines.subarray(0, rows));
  if (labels) cursor.take(Uint16Array, rows).set(labels.subarray(0, rows));
  if (probabilities) cursor.take(Float32Array, probabilities.length).set(probabilities);
  if (values) cursor.take(Float32Array, rows).set(values.subarray(0, rows));
}

function packedColumn(column: FeatureColumn, rows: number): PackedColumn {
  return isNumeric(column) ? column.subarray(0, rows) : textColumn(column, rows);
}

function columnSize(column: PackedColumn): number {
  return ArrayBuffer.isView(column) ? blockSize(column.byteLength) : textColumnSize(column);
}

function writeColumn(cursor: ChunkCursor, column: PackedColumn): void {
  if (column instanceof Float32Array) cursor.take(Float32Array, column.length).set(column);
  else if (column instanceof Float64Array) cursor.take(Float64Array, column.length).set(column);
  else writeTexts(cursor, column);
}

function isNumeric(column: FeatureColumn): column is Float32Array | Float64Array {
  return ArrayBuffer.isView(column);
}
