import type { ColumnMetaData, FileMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { damagedFile, tooMuch } from './packed.fault.js';

/**
 * Walks the headers of all pages: what they say of themselves is what decoding believes, so it must
 * agree with the footer, which was checked against the limits.
 * @throws Problem `invalid-file`, `too-large`
 */
export function checkPages(
  bytes: Buffer<ArrayBuffer>,
  { row_groups }: FileMetaData,
  maxBytes: number,
): void {
  for (const { columns, num_rows } of row_groups) {
    for (const { meta_data } of columns) {
      if (meta_data === undefined) throw damagedFile('a column of the Parquet file has no place');
      checkColumn(bytes, meta_data, num_rows, maxBytes);
    }
  }
}

function checkColumn(
  { buffer, byteLength }: Buffer<ArrayBuffer>,
  column: ColumnMetaData,
  rows: bigint,
  maxBytes: number,
): void {
  const { data_page_offset, dictionary_page_offset, total_compressed_size, num_values } = column;
  const isNested = column.path_in_schema.length > 1;
  if (!isNested && num_values !== rows) throw disagrees();
  if (num_values > maxBytes)
    throw tooMuch(`A column of the file has more than ${maxBytes} values.`);
  const start = Number(dictionary_page_offset || data_page_offset);
  const length = Number(total_compressed_size);
  if (!(start >= 0 && length >= 0 && start + length <= byteLength)) throw disagrees();
  const reader = { view: new DataView(buffer, start, length), offset: 0 };
  let values = 0;
  let size = 0;
  while (reader.offset < length - 1) {
    const header = headerAt(reader);
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
    const data = header.data_page_header ?? header.data_page_header_v2;
    const count = data?.num_values ?? header.dictionary_page_header?.num_values ?? 0;
    if (!(packed >= 0 && unpacked >= 0 && count >= 0)) throw disagrees();
    reader.offset += packed;
    size += unpacked;
    // A dictionary may repeat nothing; more entries than values it has not.
    if (data !== undefined) values += count;
    else if (count > num_values) throw disagrees();
    if (reader.offset > length || values > num_values) throw disagrees();
    if (size > maxBytes)
      throw tooMuch(`What comes out of the file is larger than ${maxBytes} bytes.`);
  }
}

function headerAt(reader: { view: DataView; offset: number }) {
  try {
    return parquetHeader(reader);
  } catch (error) {
    throw damagedFile('a page of the Parquet file makes no sense', error);
  }
}

function disagrees() {
  return damagedFile('the pages of the Parquet file are not what its footer says');
}
