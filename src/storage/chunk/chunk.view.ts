import { shortestFloat32 } from '../../domain/float32.js';
import { timeText } from '../../domain/iso.time.js';
import { namedRecord } from '../../domain/named.record.js';
import type { AnswerColumns } from '../../domain/outcome.js';
import type { FeatureValue } from '../../domain/prediction.record.js';
import { type FeatureLayout, probabilitiesIn, type RowLayout } from '../../domain/row.layout.js';
import { ChunkCursor, type NumberColumn } from './chunk.cursor.js';
import { type ChunkHeader, featureSection, isFeature, readHeader } from './chunk.format.js';
import { readTexts } from './text.column.js';

type ColumnReader = (row: number) => FeatureValue;

/** The rows of one chunk, read where they lie; rows count from 0 within the chunk. */
export class ChunkView {
  readonly header: ChunkHeader;
  readonly answers: AnswerColumns;
  private readonly lines: Uint32Array;
  private readonly columns: readonly (ColumnReader | undefined)[];
  private readonly numbers: ReadonlyMap<string, NumberColumn>;
  private readonly inputsOf: ReturnType<typeof namedRecord<FeatureValue>>;

  /** @param data must be aligned to 8 bytes: use `openChunk` */
  constructor(layout: RowLayout, data: Uint8Array) {
    const { header, start } = readHeader(data, layout);
    const cursor = new ChunkCursor(data, start);
    const answering = new Map<string, NumberColumn>();
    const numbers = new Map<string, NumberColumn>();
    const readers = new Map<string, ColumnReader>();
    const dtypes = new Map(layout.features.map(({ dtype }, at) => [featureSection(at), dtype]));
    for (const section of header.sections) {
      if (section.dtype === 'string') readers.set(section.name, readTexts(cursor, header.rows));
      else {
        const column = cursor.takeNumbers(section.dtype, header.rows * (section.width ?? 1));
        (isFeature(section) ? numbers : answering).set(section.name, column);
        if (isFeature(section))
          readers.set(section.name, readerOf(column, dtypes.get(section.name)));
      }
    }
    const { lines, ...answers } = Object.fromEntries(answering);
    checkClasses(header, layout);
    this.header = header;
    this.lines = lines as Uint32Array;
    this.answers = answers;
    this.numbers = numbers;
    this.columns = layout.features.map((_, index) => readers.get(featureSection(index)));
    this.inputsOf = namedRecord(layout.features.map(({ name }) => name));
  }

  get rows(): number {
    return this.header.rows;
  }

  /** The features by name; null where a value was missing. */
  inputs(row: number): Record<string, FeatureValue> {
    return this.inputsOf((index) => this.feature(row, index));
  }

  /** One feature by its position in the layout. */
  feature(row: number, index: number): FeatureValue {
    return this.columns[index]?.(row) ?? null;
  }

  /** The numbers of one feature as they are kept, NaN where missing; null for texts. */
  numbersOf(index: number): NumberColumn | null {
    return this.numbers.get(featureSection(index)) ?? null;
  }

  /** The line of the source where a row begins. */
  line(row: number): number {
    return this.lines[row] as number;
  }
}

/** A layout that is not known has no classes. */
function checkClasses({ sections }: ChunkHeader, layout: RowLayout): void {
  const width = sections.find(({ name }) => name === 'probabilities')?.width ?? 0;
  const { length } = probabilitiesIn(layout) ?? [];
  if (width === 0 || length === 0 || width === length) return;
  throw new Error(`Chunk has ${width} classes in place of ${length}`);
}

function readerOf(values: NumberColumn, dtype: FeatureLayout['dtype'] | undefined): ColumnReader {
  const shown =
    values instanceof Float32Array ? shortestFloat32 : (SHOWN[dtype ?? 'int64'] ?? null);
  if (shown === null) return (row) => presentOrNull(values[row] as number);
  return (row) => {
    const value = values[row] as number;
    return Number.isNaN(value) ? null : shown(value);
  };
}

/** What a number stands for that is not shown as a number. */
const SHOWN: Partial<Record<FeatureLayout['dtype'], (value: number) => FeatureValue>> = {
  boolean: (value) => value === 1,
  datetime: timeText,
};

function presentOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
