import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadata,
  parquetScan,
  parquetSchema,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { damagedFile, tooMuch } from './packed.fault.js';
import {
  EXACT_PARSERS,
  storedElement,
  storedTypeOf,
  type ValueText,
  valueTextOf,
} from './parquet.exact.js';
import { checkPages } from './parquet.pages.js';
import { cellText, recordText } from './text.record.js';
import type { UnpackedTable, UnpackTask } from './unpack.task.js';

/** Rows that become text at a time. */
const SLICE_ROWS = 8_192;

/**
 * A Parquet file as text, row group by row group. Its footer is checked before anything is unpacked,
 * and its pages before they are decoded: both say how much comes out.
 * @throws Problem `invalid-file` or `too-large`, also while the text is read
 */
export function parquetTable(bytes: Buffer<ArrayBuffer>, task: UnpackTask): UnpackedTable {
  const metadata = metadataOf(bytes);
  checkSize(metadata, task);
  checkPages(bytes, metadata, task.maxBytes);
  const types = parquetSchema(metadata).children.map(({ element }) => storedTypeOf(element));
  return { source: { kind: 'parquet', firstLine: 0, types }, text: textOf(bytes, metadata) };
}

function metadataOf(bytes: Buffer<ArrayBuffer>): FileMetaData {
  try {
    return parquetMetadata(bytes.buffer, { geoparquet: false });
  } catch (error) {
    throw damagedFile('the footer of the Parquet file makes no sense', error);
  }
}

function checkSize(
  { num_rows, row_groups }: FileMetaData,
  { maxRows, maxBytes }: UnpackTask,
): void {
  if (num_rows > maxRows) throw tooMuch(`The file has more than ${maxRows} rows.`);
  let rows = 0n;
  let size = 0n;
  let cells = 0n;
  for (const group of row_groups) {
    rows += group.num_rows;
    cells += group.num_rows * BigInt(group.columns.length);
    for (const { meta_data } of group.columns) size += meta_data?.total_uncompressed_size ?? 0n;
  }
  if (rows !== num_rows || num_rows < 0n)
    throw damagedFile('the Parquet file counts its rows in two ways');
  // Of each cell at least a comma comes out, however little of it is stored.
  if (size > maxBytes || cells > maxBytes) {
    throw tooMuch(`What comes out of the file is larger than ${maxBytes} bytes.`);
  }
}

async function* textOf(bytes: Buffer<ArrayBuffer>, metadata: FileMetaData): AsyncGenerator<string> {
  const columns = parquetSchema(metadata).children.map(({ element }) => element);
  const names = columns.map(({ name }) => name);
  yield recordText(names.map(cellText));
  const texts = columns.map(valueTextOf);
  const stored = { ...metadata, schema: metadata.schema.map(storedElement) };
  const scan = await decoded(() =>
    parquetScan({
      file: asyncBuffer(bytes),
      metadata: stored,
      compressors,
      parsers: EXACT_PARSERS,
      utf8: false,
      geoparquet: false,
    }),
  );
  for (const { rowStart, rowEnd } of scan.ranges) {
    const data = await decoded(() =>
      Promise.all(names.map((column) => scan.readColumn({ column, rowStart, rowEnd }))),
    );
    for (let row = 0; row < rowEnd - rowStart; row += SLICE_ROWS) {
      yield sliceText(data, texts, row, Math.min(row + SLICE_ROWS, rowEnd - rowStart));
    }
  }
}

function sliceText(
  columns: readonly ArrayLike<unknown>[],
  texts: readonly ValueText[],
  start: number,
  end: number,
): string {
  let text = '';
  for (let row = start; row < end; row++) {
    text += recordText(columns.map((column, at) => cellText(texts[at]?.(column[row]))));
  }
  return text;
}

async function decoded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw damagedFile(
      `a column of the Parquet file cannot be decoded (${(error as Error).message})`,
      error,
    );
  }
}

function asyncBuffer({ buffer, byteLength }: Buffer<ArrayBuffer>): AsyncBuffer {
  return { byteLength, slice: (start, end) => buffer.slice(start, end) };
}
