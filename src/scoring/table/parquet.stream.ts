import { setImmediate } from 'node:timers/promises';
import type { RowGroup } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import {
  MAGIC,
  moved,
  type PackedColumn,
  type ParquetColumn,
  type ParquetValues,
  packColumn,
  schemaOf,
} from './parquet.column.js';

/**
 * A Parquet file that is written from its beginning to its end: it keeps where the row groups stand,
 * some hundred bytes for each of their columns, and not what is in them.
 */
export class ParquetStream {
  private readonly groups: RowGroup[] = [];
  private position = 0;
  private rows = 0;

  constructor(private readonly columns: readonly ParquetColumn[]) {}

  /**
   * @param packed one for each column, of `rows` rows, as `packColumn` makes them
   * @returns the next bytes of the file
   */
  rowGroup(packed: readonly PackedColumn[], rows: number): Uint8Array[] {
    const start = this.start();
    const columns = packed.map(({ bytes, chunk }) => {
      const placed = moved(chunk, this.position);
      this.position += bytes.length;
      return placed;
    });
    this.groups.push(groupOf(columns, rows));
    this.rows += rows;
    return [...start, ...packed.map(({ bytes }) => bytes)];
  }

  /** The last bytes: without them it is no Parquet file, which is how a reader sees that it broke off. */
  end(): Uint8Array[] {
    const writer = new ByteWriter();
    const file = new ParquetWriter({ writer, schema: schemaOf(this.columns) });
    file.createdBy = 'tabserve';
    file.row_groups = this.groups;
    file.num_rows = BigInt(this.rows);
    void file.finish();
    return [...this.start(), writer.getBytes().subarray(MAGIC.length)];
  }

  private start(): Uint8Array[] {
    if (this.position > 0) return [];
    this.position = MAGIC.length;
    return [MAGIC];
  }
}

/**
 * Groups of rows, by column, as the bytes of a Parquet file; other work gets its turn in between. A
 * group without columns has no rows, and gives no bytes.
 */
export async function* parquetOf(
  columns: readonly ParquetColumn[],
  groups: AsyncIterable<readonly ParquetValues[]>,
): AsyncGenerator<Uint8Array> {
  const file = new ParquetStream(columns);
  for await (const group of groups) {
    const packed: PackedColumn[] = [];
    if (group.length === 0) {
      yield new Uint8Array();
      continue;
    }
    for (const [at, column] of columns.entries()) {
      packed.push(packColumn(column, group[at] ?? []));
      await setImmediate();
    }
    yield* file.rowGroup(packed, group[0]?.length ?? 0);
  }
  yield* file.end();
}

function groupOf(columns: RowGroup['columns'], rows: number): RowGroup {
  const size = (key: 'total_uncompressed_size' | 'total_compressed_size') =>
    columns.reduce((sum, { meta_data }) => sum + (meta_data?.[key] ?? 0n), 0n);
  return {
    columns,
    num_rows: BigInt(rows),
    total_byte_size: size('total_uncompressed_size'),
    total_compressed_size: size('total_compressed_size'),
  };
}
