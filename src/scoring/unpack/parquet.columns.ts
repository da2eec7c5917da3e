import { type FileMetaData, parquetSchema, type RowGroup } from 'hyparquet';

type ColumnChunk = RowGroup['columns'][number];

/**
 * What the footer says, column by column. The library looks through the whole schema for every column
 * that it reads, and keeps it: ten thousand columns would take all memory.
 */
export function columnFooters(metadata: FileMetaData): FileMetaData[] {
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
