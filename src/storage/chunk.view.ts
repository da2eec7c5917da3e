import type { ChunkColumn, ChunkLayout } from './batch.record.js';
import { ChunkCursor, partsOf } from './chunk.format.js';
import { shortestFloat32 } from './float32.js';
import { namedRecord } from './named.record.js';
import type { FeatureValue } from './prediction.record.js';
import { readTexts } from './text.column.js';

type ColumnReader = (row: number) => FeatureValue;

/** The rows of one chunk, read where they lie; rows count from 0 within the chunk. */
export class ChunkView {
  readonly rows: number;
  /** Class codes of all rows, for scanning; null for a regression model. */
  readonly labels: Uint16Array | null;
  readonly #lines: Uint32Array;
  readonly #probabilities: Float32Array | null;
  readonly #values: Float32Array | null;
  readonly #columns: readonly ColumnReader[];
  readonly #classes: readonly string[];
  readonly #inputsOf: ReturnType<typeof namedRecord<FeatureValue>>;
  readonly #probabilitiesOf: ReturnType<typeof namedRecord<number>>;

  /** @param data must be aligned to 8 bytes: use `openChunk` */
  constructor(layout: ChunkLayout, data: Uint8Array) {
    const { rows, classes, hasLabels, hasValues } = partsOf(data);
    if (classes > 0 && classes !== layout.classes?.length) {
      throw new Error(`Chunk has ${classes} classes in place of ${layout.classes?.length}`);
    }
    const cursor = new ChunkCursor(data);
    this.rows = rows;
    this.#lines = cursor.take(Uint32Array, rows);
    this.labels = hasLabels ? cursor.take(Uint16Array, rows) : null;
    this.#probabilities = classes > 0 ? cursor.take(Float32Array, rows * classes) : null;
    this.#values = hasValues ? cursor.take(Float32Array, rows) : null;
    this.#columns = layout.features.map(({ dtype }) => columnReader(dtype, cursor, rows));
    this.#classes = layout.classes ?? [];
    this.#inputsOf = namedRecord(layout.features.map(({ name }) => name));
    this.#probabilitiesOf = namedRecord(this.#classes);
  }

  /** The features by name; null where a value was missing. */
  inputs(row: number): Record<string, FeatureValue> {
    return this.#inputsOf((index) => this.feature(row, index));
  }

  /** One feature by its position in the layout. */
  feature(row: number, index: number): FeatureValue {
    return this.#columns[index]?.(row) ?? null;
  }

  label(row: number): string | null {
    return this.labels === null ? null : (this.#classes[this.labels[row] as number] ?? null);
  }

  /** Probabilities by class, each as the shortest decimal of its float32. */
  probabilities(row: number): Record<string, number> | null {
    const values = this.#probabilities;
    if (values === null) return null;
    const start = row * this.#classes.length;
    return this.#probabilitiesOf((index) => shortestFloat32(values[start + index] as number));
  }

  /** One class's probability by its position in the layout; of a classification model only. */
  probability(row: number, index: number): number {
    const values = this.#probabilities as Float32Array;
    return shortestFloat32(values[row * this.#classes.length + index] as number);
  }

  /** A regression model's answer. */
  value(row: number): number | null {
    return this.#values === null ? null : shortestFloat32(this.#values[row] as number);
  }

  /** The line of the source where a row begins. */
  line(row: number): number {
    return this.#lines[row] as number;
  }
}

function columnReader(
  dtype: ChunkColumn['dtype'],
  cursor: ChunkCursor,
  rows: number,
): ColumnReader {
  if (dtype === 'string') return readTexts(cursor, rows);
  if (dtype === 'int64') return wholeNumbers(cursor.take(Float64Array, rows));
  return floats(cursor.take(Float32Array, rows));
}

function wholeNumbers(values: Float64Array): ColumnReader {
  return (row) => presentOrNull(values[row] as number);
}

function floats(values: Float32Array): ColumnReader {
  return (row) => presentOrNull(shortestFloat32(values[row] as number));
}

function presentOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
