import {
  type DecodedArray,
  type FileMetaData,
  parquetScan,
  parquetSchema,
  type RowGroup,
  type SchemaTree,
} from 'hyparquet';
import { isFlatColumn } from 'hyparquet/src/schema.js';
import { compressors } from 'hyparquet-compressors';
import { EXACT_PARSERS, storedElement } from './parquet.exact.js';
import { flatPages } from './parquet.flat.js';

type ColumnChunk = RowGroup['columns'][number];

/** Gives the values of a column in one row group, in pieces. */
export type ColumnReader = (group: number) => Iterator<DecodedArray> | AsyncIterator<DecodedArray>;

/** The columns of a file that is in memory and was checked, in their order. */
export function columnReaders(bytes: Buffer<ArrayBuffer>, metadata: FileMetaData): ColumnReader[] {
  const stored = { ...metadata, schema: metadata.schema.map(storedElement) };
  const root = parquetSchema(stored);
  return columnFooters(stored).map((footer, at) => {
    const path = [root, root.children[at] as SchemaTree];
    return isFlatColumn(path)
      ? (group) => flatPages(bytes, footer.row_groups[group]?.columns[0], path)
      : (group) => nestedValues(bytes, footer, group);
  });
}

/** Lists and structs are put together of several columns, a whole row group at once. */
async function* nestedValues(
  { buffer, byteLength }: Buffer<ArrayBuffer>,
  footer: FileMetaData,
  group: number,
): AsyncGenerator<DecodedArray> {
  const file = {
    byteLength,
    slice: (start: number, end?: number) => buffer.slice(start, end),
  };
  const groups = footer.row_groups.slice(group, group + 1);
  const metadata = { ...footer, row_groups: groups };
  const way = { compressors, parsers: EXACT_PARSERS, utf8: false, geoparquet: false };
  const scan = await parquetScan({ file, metadata, ...way });
  const column = footer.schema[1]?.name ?? '';
  const rowEnd = Number(groups[0]?.num_rows);
  yield await scan.readColumn({ column, rowStart: 0, rowEnd });
}

/**
 * What the footer says, column by column. The library looks through the whole schema for every column
 * that it reads, and keeps it: ten thousand columns would take all memory.
 */
function columnFooters(metadata: FileMetaData): FileMetaData[] {
  const [root] = metadata.schema;
  const groups = metadata.row_groups.map(chunksByName);
  let start = 1;
  return parquetSchema(metadata).children.map(({ count, element: { name } }) => {
    const elements = metadata.schema.slice(start, start + count);
    start += count;
    return {
      ...metadata,
      schema: [{ name: 'schema', ...root, num_children: 1 }, ...elements],
      row_groups: metadata.row_groups.map((group, at) => ({
        ...group,
        columns: groups[at]?.get(name) ?? [],
      })),
    };
  });
}

function chunksByName({ columns }: RowGroup): Map<string, ColumnChunk[]> {
  const byName = new Map<string, ColumnChunk[]>();
  for (const chunk of columns) {
    const name = chunk.meta_data?.path_in_schema[0] ?? '';
    byName.set(name, [...(byName.get(name) ?? []), chunk]);
  }
  return byName;
}
