import { describe, expect, it } from '@jest/globals';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { type ParquetColumn, type ParquetValues, packColumn } from './parquet.column.js';
import { ParquetStream, parquetOf } from './parquet.stream.js';

const columns: ParquetColumn[] = [
  { name: 'at', type: 'timestamp' },
  { name: 'a "b".c', type: 'double' },
  { name: 'n', type: 'int64' },
  { name: 'flag', type: 'boolean' },
  { name: '__proto__', type: 'string' },
  { name: 'nothing', type: 'string' },
];
const time = Date.UTC(2026, 10, 28, 9, 30, 0, 7);
const first: ParquetValues[] = [
  [time, time + 1, null],
  [5.1, null, -1e-300],
  [2 ** 53 - 1, -5n, 2n ** 63n - 1n],
  [true, null, false],
  ['', 'naïve 🙂, "x"\n', null],
  [null, null, null],
];
const second: ParquetValues[] = [[null], [0], [null], [true], ['b'], ['at last']];

async function fileOf(groups: readonly ParquetValues[][]): Promise<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const given = (async function* () {
    yield* groups;
  })();
  for await (const piece of parquetOf(columns, given)) pieces.push(piece);
  return joined(pieces);
}

function joined(pieces: readonly Uint8Array[]): ArrayBuffer {
  return Uint8Array.from(Buffer.concat(pieces)).buffer;
}

const rowsIn = async (file: ArrayBuffer) =>
  (await parquetReadObjects({ file })).map((row) => columns.map(({ name }) => own(row, name)));
const own = (row: object, name: string) => Object.getOwnPropertyDescriptor(row, name)?.value;

describe(ParquetStream.name, () => {
  it('gives back every value and null, of every type, of all row groups', async () => {
    const file = await fileOf([first, second]);
    const rows = await rowsIn(file);
    const at = (row: number) =>
      rows[row]?.filter((_, column) => columns[column]?.name !== '__proto__');
    expect(at(0)).toStrictEqual([new Date(time), 5.1, 2n ** 53n - 1n, true, null]);
    expect(at(1)).toStrictEqual([new Date(time + 1), null, -5n, null, null]);
    expect(at(2)).toStrictEqual([null, -1e-300, 2n ** 63n - 1n, false, null]);
    expect(at(3)).toStrictEqual([null, 0, null, true, 'at last']);
    expect(parquetMetadata(file)).toMatchObject({ num_rows: 4n, row_groups: [{}, {}] });
  });

  it('says of its columns what they are', async () => {
    const { children } = parquetSchema(parquetMetadata(await fileOf([first])));
    const types = children.map(({ element }) => [element.name, element.type, element.logical_type]);
    expect(types).toStrictEqual([
      ['at', 'INT64', { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' }],
      ['a "b".c', 'DOUBLE', undefined],
      ['n', 'INT64', undefined],
      ['flag', 'BOOLEAN', undefined],
      ['__proto__', 'BYTE_ARRAY', { type: 'STRING' }],
      ['nothing', 'BYTE_ARRAY', { type: 'STRING' }],
    ]);
  });

  it('is a file without rows when there are none', async () => {
    const file = await fileOf([]);
    expect(await rowsIn(file)).toStrictEqual([]);
    expect(parquetMetadata(file).schema).toHaveLength(columns.length + 1);
  });

  it('is no Parquet file before its end', async () => {
    const file = await fileOf([first, second]);
    for (const length of [4, 200, file.byteLength - 1]) {
      expect(() => parquetMetadata(file.slice(0, length))).toThrow();
    }
  });

  it('takes row groups that were packed elsewhere, in the order in which they are to stand', async () => {
    const packed = [second, first].map((group) =>
      columns.map((column, at) => structuredClone(packColumn(column, group[at] ?? []))),
    );
    const file = new ParquetStream(columns);
    const pieces = [
      ...file.rowGroup(packed[1] ?? [], 3),
      ...file.rowGroup(packed[0] ?? [], 1),
      ...file.end(),
    ];
    expect(Buffer.from(joined(pieces))).toStrictEqual(Buffer.from(await fileOf([first, second])));
  });

  it('keeps a column of more than one page whole', async () => {
    const texts = Array.from({ length: 300 }, (_, row) => `${row}`.padEnd(10_000, 'x'));
    const group = columns.map((_, at) => (at === 5 ? texts : texts.map(() => null)));
    const rows = await rowsIn(await fileOf([group]));
    expect(rows.map((row) => row[5])).toStrictEqual(texts);
  });

  it('refuses numbers that are not whole where only whole ones can stand', () => {
    expect(() => packColumn({ name: 'n', type: 'int64' }, [1.5])).toThrow(RangeError);
  });
});
