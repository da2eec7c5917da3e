import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { workbookOf } from '../support/workbook.js';
import { BatchPage } from './support/batch.page.js';
import { PageHarness } from './support/page.harness.js';

const NAMES = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'];
const HEADER = ['customer', ...NAMES];
const ROWS = [
  ['Anna', 5.1, 3.5, 1.4, 0.2],
  ['Bernd', 6.3, 3.3, 6, 2.5],
] as const;

const textOf = (sign: string) => [HEADER, ...ROWS].map((cells) => cells.join(sign)).join('\n');
const objects = ROWS.map((row) => Object.fromEntries(HEADER.map((name, at) => [name, row[at]])));
const ndjson = objects.map((row) => `${JSON.stringify(row)}\n`).join('');
const sheet = [HEADER, ...ROWS];
const parquet = Buffer.from(
  parquetWriteBuffer({
    columnData: HEADER.map((name, at) => ({
      name,
      data: ROWS.map((row) => row[at]),
      type: at === 0 ? 'STRING' : 'DOUBLE',
    })),
  }),
);

let harness: PageHarness;
beforeAll(async () => {
  harness = await PageHarness.open();
});
afterAll(() => harness.close());

async function open(): Promise<BatchPage> {
  const { page } = await harness.visit('#/batch');
  return new BatchPage(page, harness.server.url);
}

describe('a file', () => {
  it.each([
    ['rows.tsv', textOf('\t'), 'This file separates by tabs and writes decimals with a point.'],
    ['rows.txt', textOf('|'), 'This file separates by vertical bars'],
    ['rows.CSV.gz', gzipSync(textOf(',')), 'It is compressed with gzip.'],
    ['rows.ndjson', ndjson, 'This file has one JSON object a line.'],
    ['rows.jsonl.gz', gzipSync(ndjson), 'This file has one JSON object a line.'],
    ['rows.json', JSON.stringify(objects), 'This file is a JSON array.'],
    [
      'rows.xlsx',
      workbookOf({ Daten: sheet }),
      'This is a spreadsheet. Its sheet “Daten” is read.',
    ],
  ])('%s is checked, scored and given back', async (name, file, words) => {
    const screen = await open();
    await screen.choose(name, file);
    await screen.says(words);
    await screen.says('All 2 rows of the file: no faults.');
    await screen.says('Bernd');
    await screen.score();
    expect(await screen.bars('Rows by predicted class')).toMatchObject({ setosa: '1 · 50%' });
    const saved = await screen.result();
    expect(saved.name).toBe('rows-predicted.csv');
    for (const part of ['Anna', 'Bernd', ',setosa,', ',virginica,'])
      expect(saved.text.replaceAll(/[\t|]/g, ',')).toContain(part);
  });

  it('of Parquet comes back as Parquet', async () => {
    const screen = await open();
    await screen.choose('rows.parquet', parquet);
    await screen.says('This is a Parquet file.');
    await screen.says('All 2 rows of the file: no faults.');
    await screen.score();
    await screen.bars('Rows by predicted class');
    const { name, bytes } = await screen.savedBytes(screen.save);
    expect(name).toBe('rows-predicted.parquet');
    const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    expect(rows).toMatchObject([
      { customer: 'Anna', sepal_length: 5.1, prediction: 'setosa' },
      { customer: 'Bernd', petal_width: 2.5, prediction: 'virginica' },
    ]);
  });

  it('with two sheets that fit is asked about, and may be another of its sheets', async () => {
    const screen = await open();
    const other = sheet.slice(0, 2);
    await screen.choose('rows.xlsx', workbookOf({ Mai: sheet, Juni: other, Notiz: [['x']] }));
    await screen.says('This file can be read in 2 ways.');
    await screen.step(2).getByRole('button', { name: 'Its sheet “Juni” is read.' }).click();
    await screen.says('All 1 row of the file: no faults.');
    const choice = screen.choice('Sheet');
    expect(await choice.getByRole('option').allTextContents()).toEqual(['Mai', 'Juni', 'Notiz']);
    expect(await choice.inputValue()).toBe('Juni');
    await choice.selectOption('Mai');
    await screen.says('All 2 rows of the file: no faults.');
    expect(await choice.inputValue()).toBe('Mai');
  });

  it('that is no table is not sent, and it is said why', async () => {
    const screen = await open();
    await screen.choose('rows.xlsx', Buffer.from('PK\x03\x04 and nothing else'));
    await screen.step(2).getByRole('alert').waitFor();
    await screen.isHeld('The service cannot read the file; Check says why.');
  });
});

it('a file too large to be sent twice is checked while it is scored', async () => {
  const screen = await open();
  const line = `${ROWS[0].join(',')}\n`;
  const bytes = gzipSync(`${HEADER}\n${line.repeat(800_000)}`, { level: 0 });
  expect(bytes.length).toBeGreaterThan(16 * 1024 * 1024);
  await screen.choose('large.csv.gz', bytes);
  await screen.says(/^A file of this kind with .* MiB is checked while it is scored\.$/);
  await screen.score();
  expect(await screen.bars('Rows by predicted class')).toMatchObject({ setosa: '800,000 · 100%' });
});
