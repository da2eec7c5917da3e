import type { ColumnMetaData, DecodedArray, RowGroup, SchemaTree } from 'hyparquet';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { convert, convertWithDictionary, DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { decompressPage, readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js';
import { compressors } from 'hyparquet-compressors';
import { damagedFile } from './packed.fault.js';
import { EXACT_PARSERS } from './parquet.exact.js';

type ColumnChunk = RowGroup['columns'][number];
type Decoder = Parameters<typeof readPage>[2];
type PageHeader = ReturnType<typeof parquetHeader>;
type DataPage = ReturnType<typeof readDataPage>;

/**
 * The values of a column that is neither list nor struct, page by page. The library's own way has all pages
 * of a row group in memory, each value on its own, and some programs write a whole file as one.
 * @param chunk of the column in one row group; its pages were checked
 * @param path from the root of the schema, as it is to be decoded
 * @throws Error of the library
 */
export function* flatPages(
  { buffer }: Buffer<ArrayBuffer>,
  chunk: ColumnChunk | undefined,
  path: SchemaTree[],
): Generator<DecodedArray> {
  const column = chunk?.meta_data;
  if (column === undefined || chunk?.file_path !== undefined) {
    throw damagedFile('a column of the Parquet file is not in it');
  }
  const { dictionary_page_offset, data_page_offset, total_compressed_size } = column;
  const start = Number(dictionary_page_offset || data_page_offset);
  const view = new DataView(buffer, start, Number(total_compressed_size));
  const reader = { view, offset: 0 };
  const decoder = decoderOf(column, path);
  let dictionary: DecodedArray | undefined;
  // A single byte may be left over, as some programs write it.
  while (reader.offset < view.byteLength - 1) {
    const header = parquetHeader(reader);
    const place = start + reader.offset;
    if (header.type === 'DICTIONARY_PAGE') {
      const { data = [] } = readPage(reader, header, decoder, undefined, undefined, 0);
      dictionary = convert(data, decoder);
    } else {
      const bytes = new Uint8Array(buffer, place, header.compressed_page_size);
      reader.offset += bytes.length;
      yield valuesOf(bytes, header, decoder, dictionary);
    }
  }
}

function decoderOf(column: ColumnMetaData, path: SchemaTree[]): Decoder {
  const { element } = path.at(-1) as SchemaTree;
  const parsers = { ...DEFAULT_PARSERS, ...EXACT_PARSERS };
  const known = { pathInSchema: column.path_in_schema, element, schemaPath: path };
  return { ...column, ...known, compressors, parsers, utf8: false };
}

function valuesOf(
  bytes: Uint8Array,
  header: PageHeader,
  decoder: Decoder,
  dictionary: DecodedArray | undefined,
): DecodedArray {
  const { data_page_header: first, data_page_header_v2: second, uncompressed_page_size } = header;
  const data = first ?? second;
  if (data === undefined) throw new Error(`a page is of the unknown type ${header.type}`);
  const page =
    first === undefined
      ? readDataPageV2(bytes, header, decoder)
      : readDataPage(
          decompressPage(bytes, uncompressed_page_size, decoder.codec, compressors),
          first,
          decoder,
        );
  return withNulls(
    page,
    convertWithDictionary(page.dataPage, dictionary, data.encoding, decoder),
    data.num_values,
  );
}

/** @param values those that are there, which is all of them in most columns */
function withNulls(
  { definitionLevels: levels = [] }: DataPage,
  values: DecodedArray,
  count: number,
): DecodedArray {
  if (levels.length === 0 || values.length === count) return values;
  let next = 0;
  return levels.map((level) => (level === 0 ? null : values[next++]));
}
