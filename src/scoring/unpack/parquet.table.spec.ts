import { describe, expect, it } from '@jest/globals';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { parquetTable } from './parquet.table.js';
import { cellText, recordText } from './text.record.js';

const ROWS = 1_000;
const rows = Array.from({ length: ROWS }, (_, row) => row);
/** Pages of each column end at rows of their own. */
const columnData = [
  { name: 'whole', type: 'INT64', data: rows.map((row) => 2n ** 60n + BigInt(row)) },
  { name: 'number', type: 'DOUBLE', data: rows.map((row) => row / 7), nullable: false },
  { name: 'holes', type: 'DOUBLE', data: rows.map((row) => (row % 3 ? row : null)) },
  { name: 'none', type: 'STRING', data: rows.map(() => null) },
  { name: 'few', type: 'STRING', data: rows.map((row) => `text, ${row % 5}`) },
  { name: 'many', type: 'STRING', data: rows.map((row) => 'x'.repeat(row % 40) + row) },
  { name: 'object', type: 'JSON', data: rows.map((row) => ({ row })) },
  { name: 'list', data: rows.map((row) => [row, row + 1]) },
] as Parameters<typeof parquetWriteBuffer>[0]['columnData'];

const task = {
  kind: 'parquet',
  columns: [],
  maxRows: ROWS,
  maxBytes: 1024 * 1024,
  maxMemory: 0,
} as const;

async function textOf(file: ArrayBuffer): Promise<string> {
  let text = '';
  for await (const piece of parquetTable(Buffer.from(file), task).text) text += piece;
  return text;
}

describe(parquetTable.name, () => {
  it.each([
    ['one page', {}],
    ['many pages', { pageSize: 500 }],
    ['many row groups of many pages', { pageSize: 300, rowGroupSize: 333 }],
    ['pages of a single row', { pageSize: 1, rowGroupSize: 600 }],
  ])('has the same text of %s', async (_, way) => {
    const record = (row: number) => columnData.map(({ data }) => cellText(data[row]));
    const records = [columnData.map(({ name }) => name), ...rows.map(record)];
    expect(await textOf(parquetWriteBuffer({ columnData, ...way }))).toBe(
      records.map(recordText).join(''),
    );
  });

  it('refuses a column that has fewer values than rows', async () => {
    const file = Buffer.from(parquetWriteBuffer({ columnData: columnData.slice(1, 2) }));
    // The count of a page of a thousand values, as the header has it.
    const count = Buffer.from([0x15, 0xd0, 0x0f]);
    const at = file.indexOf(count);
    expect(at).toBeGreaterThan(0);
    file.set([0x15, 0xce, 0x0f], at);
    await expect(
      textOf(file.buffer.slice(file.byteOffset, file.byteOffset + file.length)),
    ).rejects.toMatchObject({ errors: [{ detail: expect.stringMatching(/fewer values/) }] });
  });
});
