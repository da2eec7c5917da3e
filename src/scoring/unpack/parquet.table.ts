import { type FileMetaData, parquetMetadata, parquetSchema } from 'hyparquet';
import { damagedFile, tooMuch } from './packed.fault.js';
import { columnReaders } from './parquet.columns.js';
import { ColumnCursor } from './parquet.cursor.js';
import { storedTypeOf, type ValueText, valueTextOf } from './parquet.exact.js';
import { checkPages } from './parquet.pages.js';
import { cellText, recordText } from './text.record.js';
import type { UnpackedTable, UnpackTask } from './unpack.task.js';

/** So much text is handed on at a time. */
const SLICE_LENGTH = 256 * 1024;
/** Of the footer's length and a mark, at the end of a file. */
const TAIL_BYTES = 8;

/**
 * A Parquet file as text, page by page. Its footer is checked before anything is unpacked,
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
    const start = bytes.length - bytes.readUInt32LE(bytes.length - TAIL_BYTES) - TAIL_BYTES;
    const footer = bytes.buffer.slice(Math.max(0, start), bytes.length);
    return parquetMetadata(footer, { geoparquet: false });
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
  yield recordText(columns.map(({ name }) => cellText(name)));
  if (columns.length === 0) return;
  const texts = columns.map(valueTextOf);
  const readers = columnReaders(bytes, metadata);
  for (const [group, { num_rows }] of metadata.row_groups.entries()) {
    const cursors = readers.map((read) => new ColumnCursor(read(group)));
    yield* recordsOf(cursors, texts, Number(num_rows));
  }
}

/** A few rows of a file may be all of its text: what repeats is stored once. */
async function* recordsOf(
  cursors: readonly ColumnCursor[],
  texts: readonly ValueText[],
  rows: number,
): AsyncGenerator<string> {
  let text = '';
  for (let left = rows, ready = 0; left > 0; left -= ready) {
    for (const cursor of cursors) if (cursor.ready === 0) await cursor.fill();
    ready = cursors.reduce((least, cursor) => Math.min(least, cursor.ready), left);
    for (let row = 0; row < ready; row++) {
      text += recordText(cursors.map((cursor, at) => cellText(texts[at]?.(cursor.take()))));
      if (text.length < SLICE_LENGTH) continue;
      yield text;
      text = '';
    }
  }
  yield text;
}
