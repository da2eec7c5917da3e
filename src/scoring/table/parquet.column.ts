import type { RowGroup, SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { microsecondsOf, timeOf } from '../../domain/iso.time.js';
import type { FeatureLayout } from '../../domain/row.layout.js';

/**
 * `timestamp` is in milliseconds since 1970, UTC, and `datetime` given as ISO 8601 and kept to the
 * microsecond; `int64` in whole numbers or bigints.
 */
export type ParquetType = 'boolean' | 'datetime' | 'double' | 'int64' | 'string' | 'timestamp';

/** A column of a Parquet file; every one may have nulls. */
export interface ParquetColumn {
  /** Unlike that of any other column. */
  readonly name: string;
  readonly type: ParquetType | StoredType;
}

/** A type as another Parquet file has it; its values are given as they are stored. */
export type StoredType = Pick<
  SchemaElement,
  'type' | 'type_length' | 'converted_type' | 'logical_type' | 'scale' | 'precision'
>;

/**
 * What the values of a feature are as a column: of a float32 the double that is the number which CSV
 * and JSON show, since as a float it would be another one to everything that reads 5.1 as a double.
 */
export const FEATURE_TYPES: Readonly<Record<FeatureLayout['dtype'], ParquetType>> = {
  float32: 'double',
  float64: 'double',
  int64: 'int64',
  string: 'string',
  boolean: 'boolean',
  datetime: 'datetime',
};

/** One column's values of a row group. */
export type ParquetValues = readonly (boolean | number | bigint | string | null)[];

/** A column of one row group as bytes, wherever in the file they will stand. */
export interface PackedColumn {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the end of the file says of it, with offsets from the first of these bytes. */
  readonly chunk: RowGroup['columns'][number];
}

/** With which every file begins and ends. */
export const MAGIC = Buffer.from('PAR1');
/** Readers take a page whole; most columns of a row group are one. */
const PAGE_BYTES = 1024 * 1024;

const TYPES: Readonly<Record<ParquetType, Partial<SchemaElement>>> = {
  boolean: { type: 'BOOLEAN' },
  datetime: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
  },
  double: { type: 'DOUBLE' },
  int64: { type: 'INT64' },
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  timestamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
};

export function schemaOf(columns: readonly ParquetColumn[]): SchemaElement[] {
  return [
    { name: 'schema', num_children: columns.length },
    ...columns.map(({ name, type }): SchemaElement => {
      const stored = typeof type === 'string' ? TYPES[type] : type;
      return { name, repetition_type: 'OPTIONAL', ...stored };
    }),
  ];
}

/** Knows nothing of the file, so that any thread can do it. */
export function packColumn(column: ParquetColumn, values: ParquetValues): PackedColumn {
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: schemaOf([column]),
    codec: CODEC,
    statistics: false,
  });
  const data = storedData(column, values);
  file.write({
    columnData: [{ name: column.name, data, offsetIndex: false }],
    rowGroupSize: values.length,
    pageSize: PAGE_BYTES,
  });
  const chunk = file.row_groups[0]?.columns[0];
  if (chunk === undefined) throw new RangeError('A row group without rows');
  return { bytes: bytesOf(writer), chunk: moved(chunk, -MAGIC.length) };
}

/** The same chunk, so many bytes further on. */
export function moved(chunk: PackedColumn['chunk'], by: number): PackedColumn['chunk'] {
  const { meta_data, ...rest } = chunk;
  if (meta_data === undefined) throw new Error('A chunk that says nothing of itself');
  const { data_page_offset, dictionary_page_offset } = meta_data;
  const further = (offset: bigint) => offset + BigInt(by);
  return {
    ...rest,
    file_offset: further(chunk.file_offset),
    meta_data: {
      ...meta_data,
      data_page_offset: further(data_page_offset),
      ...(dictionary_page_offset === undefined
        ? {}
        : { dictionary_page_offset: further(dictionary_page_offset) }),
    },
  };
}

const CODEC = 'SNAPPY';

function storedData({ type }: ParquetColumn, values: ParquetValues): ParquetValues[number][] {
  if (type === 'int64') return values.map(wholeOf);
  return type === 'datetime' ? values.map(ticksOf) : [...values];
}

/** What is no time, as an older version of a model may have been given, is left out. */
function ticksOf(value: ParquetValues[number]): bigint | null {
  const ms = value === null ? Number.NaN : timeOf(String(value));
  return Number.isNaN(ms) ? null : BigInt(microsecondsOf(ms));
}

function wholeOf(value: ParquetValues[number]): bigint | null {
  return value === null ? null : BigInt(value);
}

/** In a buffer of their own, which can be handed to another thread, less the beginning of a file. */
function bytesOf(writer: ByteWriter): Uint8Array<ArrayBuffer> {
  return new Uint8Array(writer.getBytes()).slice(MAGIC.length);
}
