import type { AnswerColumns } from '../../domain/outcome.js';
import type { RowLayout } from '../../domain/row.layout.js';
import { boundsOf, confidenceBounds } from './chunk.bounds.js';
import { ChunkCursor, dtypeOf, type NumberColumn } from './chunk.cursor.js';
import {
  aligned,
  blockSize,
  CHUNK_VERSION,
  type ChunkHeader,
  featureSection,
  PREFIX_BYTES,
  type Section,
  writeHeader,
} from './chunk.format.js';
import { ChunkView } from './chunk.view.js';
import { type TextColumn, textColumn, textColumnSize, writeTexts } from './text.column.js';

/**
 * A feature's values: numbers (NaN where missing), of which int64 are whole doubles, booleans 1 and 0, and
 * datetimes milliseconds since 1970; or texts.
 */
export type FeatureValues = Float32Array | Float64Array | readonly (string | null)[];

/** Answered rows by column, to be packed. */
export interface ChunkColumns {
  readonly rows: number;
  /** In the order of the layout; they may be longer than `rows`. */
  readonly features: readonly FeatureValues[];
  /** Each a whole number of numbers a row. */
  readonly answers: AnswerColumns;
  /** The line of the source where each row begins; may be longer than `rows`. */
  readonly lines: Uint32Array;
}

interface Block {
  readonly section: Section;
  readonly column: NumberColumn | TextColumn;
}

/**
 * Packs rows into one array whose buffer it fills alone, so that it can be transferred.
 * @param version as `versionOf` says it of the rows
 * @throws RangeError when a column of answers does not fit the rows
 */
export function packChunk(
  { rows, features, answers, lines }: ChunkColumns,
  version: number = CHUNK_VERSION,
): Uint8Array {
  const blocks: Block[] = [
    { section: { name: 'lines', dtype: 'uint32' }, column: lines.subarray(0, rows) },
    ...Object.entries(answers)
      .filter(([, column]) => column !== undefined)
      .map(([name, column]) => answerBlock(name, column, rows)),
    ...features.map((column, index) => featureBlock(index, column, rows)),
  ];
  const text = Buffer.from(JSON.stringify(headerOf(blocks, answers, rows)));
  const start = PREFIX_BYTES + blockSize(text.length);
  const data = new Uint8Array(blocks.reduce((sum, { column }) => sum + sizeOf(column), start));
  writeHeader(data, version, rows, text);
  const cursor = new ChunkCursor(data, start);
  for (const { column } of blocks) write(cursor, column);
  return data;
}

/**
 * Opens a packed chunk; it is looked at in place, and copied only where it is not aligned.
 * @throws Error when the chunk is of an unknown format or shorter than its header says
 */
export function openChunk(layout: RowLayout, data: Uint8Array): ChunkView {
  return new ChunkView(layout, aligned(data));
}

/** The class codes that occur in a chunk, ascending; null for a regression model. */
export function codesIn(data: Uint8Array): number[] | null {
  // Labels come before what the layout has to say of, whatever the version.
  const { labels } = openChunk({ features: [], classes: null }, data).answers;
  return labels === undefined ? null : [...new Set(labels)].sort((a, b) => a - b);
}

function headerOf(
  blocks: readonly Block[],
  { labels, probabilities }: AnswerColumns,
  rows: number,
): Omit<ChunkHeader, 'rows'> {
  const isChoice = labels !== undefined && probabilities !== undefined;
  const confidence = isChoice ? confidenceBounds(probabilities, rows) : null;
  return {
    sections: blocks.map(({ section }) => section),
    ...(confidence === null ? {} : { confidence }),
  };
}

function answerBlock(name: string, column: NumberColumn, rows: number): Block {
  const width = rows === 0 ? 1 : column.length / rows;
  if (!Number.isInteger(width)) {
    throw new RangeError(`${column.length} ${name} do not fit ${rows} rows`);
  }
  return { section: { name, dtype: dtypeOf(column), ...(width === 1 ? {} : { width }) }, column };
}

function featureBlock(index: number, values: FeatureValues, rows: number): Block {
  const name = featureSection(index);
  if (!ArrayBuffer.isView(values)) {
    return { section: { name, dtype: 'string' }, column: textColumn(values, rows) };
  }
  const column = values.subarray(0, rows);
  return { section: { name, dtype: dtypeOf(column), ...boundsOf(column, rows) }, column };
}

function sizeOf(column: Block['column']): number {
  return ArrayBuffer.isView(column) ? blockSize(column.byteLength) : textColumnSize(column);
}

function write(cursor: ChunkCursor, column: Block['column']): void {
  if (ArrayBuffer.isView(column)) cursor.takeNumbers(dtypeOf(column), column.length).set(column);
  else writeTexts(cursor, column);
}
