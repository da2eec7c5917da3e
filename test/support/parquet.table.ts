import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';

/** Rows of a Parquet answer by column name, and the types of its columns. */
export async function parquetTable(answer: Response) {
  const file = await answer.arrayBuffer();
  const metadata = parquetMetadata(file);
  const types = parquetSchema(metadata).children.map(({ element }) => [
    element.name,
    element.logical_type?.type ?? element.type,
  ]);
  return { types: Object.fromEntries(types), rows: await parquetReadObjects({ file }) };
}
