import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BasicType, parquetWriteBuffer } from 'hyparquet-writer';
import { csvTable } from './support/csv.table.js';
import { type Item, pageOf } from './support/history.walk.js';
import { MIXED_ROW, writeMixedModel } from './support/mixed.model.js';
import { parquetTable } from './support/parquet.table.js';
import { postBytes } from './support/table.files.js';
import { startApp, type TestApp, temporaryFolder } from './support/test.app.js';
import type { Bytes } from './support/upload.js';
import { workbookOf } from './support/workbook.js';

const NDJSON = 'application/x-ndjson';
const PARQUET = 'application/vnd.apache.parquet';
const NAMES = Object.keys(MIXED_ROW);
type Cells = Item['inputs'];

/** The rows of every table, as the history has them; the second lacks all that may be missing. */
const ROWS: readonly Cells[] = [
  { ...MIXED_ROW, day: '1970-01-11T00:00:00Z' },
  {
    ...{ width: null, count: 9_007_199_254_740_991, price: 0.30000000000000004, since: null },
    ...{ active: null, flag: true, size: 3, day: '2026-01-02T03:04:05.25Z', code: null },
    ...{ town: null, member: false, Town: 'true' },
  },
  {
    ...{ width: 5.1, count: 0, price: 1e30, since: '2027-01-01T00:00:00Z', active: false },
    ...{ flag: true, size: 9, day: '1969-12-31T23:59:59.75Z', code: 7, town: 'Ulm' },
    ...{ member: true, Town: ' Köln' },
  },
];

const SIMPLE = `${NAMES.join(',')}
2.5,3,0.1,1970-01-03T12:00:00Z,true,false,2,1970-01-11,1,Köln,true,x
,9007199254740991,0.30000000000000004,,,true,3,2026-01-02T03:04:05.25Z,,,false,true
5.1,0,1e30,2027-01-01,false,true,9,1969-12-31T23:59:59.75Z,7,Ulm,true, Köln
`;
const GERMAN = `${NAMES.join(';')};id
2,5;3;0,1;1970-01-03 14:00:00+02:00;JA?;no;2;1970-01-11;1; Köln;yes;x;1
`;
const objects = ROWS.map((row) =>
  Object.fromEntries(
    Object.entries(row).filter(([name, value]) => value !== null || name === 'width'),
  ),
);

function columnOf(
  name: string,
  type: BasicType,
  storedAs = (value: Cells[string]): unknown => value,
) {
  return {
    name,
    type,
    data: ROWS.map((row) => (row[name] === null ? null : storedAs(row[name] ?? null))) as never,
    nullable: true,
  };
}
const toDate = (value: Cells[string]) => new Date(String(value));

function parquetFile(): Bytes {
  const columnData = [
    ...['width', 'price'].map((name) => columnOf(name, 'DOUBLE')),
    ...['count', 'size', 'code'].map((name) =>
      columnOf(name, 'INT64', (one) => BigInt(one as number)),
    ),
    ...['active', 'flag', 'member'].map((name) => columnOf(name, 'BOOLEAN')),
    ...['since', 'day'].map((name) => columnOf(name, 'TIMESTAMP', toDate)),
    ...['town', 'Town'].map((name) => columnOf(name, 'STRING')),
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

function workbook(): Bytes {
  const cells = ROWS.map((row) =>
    NAMES.map((name) => {
      const value = row[name] ?? '';
      return name === 'since' || name === 'day' ? (value === '' ? '' : toDate(value)) : value;
    }),
  );
  return new Uint8Array(workbookOf({ rows: [NAMES, ...cells] }));
}

describe('a table of features of every type', () => {
  const folder = temporaryFolder();
  let app: TestApp;
  beforeAll(async () => {
    writeMixedModel(folder.path);
    app = await startApp({ MODEL_DIR: folder.path });
  });
  afterAll(async () => {
    await app.close();
    folder.remove();
  });

  const answered = async (file: Bytes, query = '') => {
    const answer = await postBytes(app, file, `/predict-batch${query}`, { accept: NDJSON });
    const text = await answer.text();
    expect([answer.status, answer.status === 200 ? '' : text]).toEqual([200, '']);
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Item);
  };

  it.each<[string, () => Bytes]>([
    ['CSV', () => SIMPLE],
    ['CSV with other words', () => SIMPLE.replaceAll('true,', 'YES,').replaceAll('false,', '0,')],
    ['NDJSON', () => objects.map((row) => JSON.stringify(row)).join('\n')],
    ['JSON', () => JSON.stringify(objects)],
    ['Parquet', parquetFile],
    ['a workbook', workbook],
  ])('is the same rows as %s', async (_, file) => {
    const rows = await answered(file());
    expect(rows.map(({ inputs }) => inputs)).toStrictEqual(ROWS);
    const codes = rows.map(({ warnings }) =>
      warnings?.map(({ feature, code }) => `${feature} ${code}`),
    );
    expect(codes).toEqual([
      [],
      [],
      [
        'price outside_training_range',
        'since outside_training_range',
        'size unknown_category',
        'town unknown_category',
      ],
    ]);
    for (const [at, row] of rows.entries()) {
      const single = (await (await app.post('/predict', objects[at])).json()) as Item;
      expect([row.value, row.warnings?.length]).toEqual([single.value, single.warnings?.length]);
    }
  });

  it('may have decimal commas, zones and spaces', async () => {
    const [row] = await answered(GERMAN.replace('JA?', ' yes '));
    expect(row?.inputs).toStrictEqual(ROWS[0]);
  });

  it('names the columns, and what may be written in them, where a cell makes no sense', async () => {
    const record = '2.5,3,inf,03.01.1970,maybe,,2,2100-01-11,2,Köln,n/a,x';
    const answer = await app.postCsv('/predict-batch', `${NAMES.join(',')}\n${record}\n`);
    const { errors } = (await answer.json()) as {
      errors: { column: string; code: string; detail: string }[];
    };
    expect(errors.map(({ column, code, detail }) => `${column} ${code}: ${detail}`)).toEqual([
      'price not_a_number: "inf" is not a number',
      'since not_a_datetime: "03.01.1970" is no date or time; write it as ISO 8601 does: 2026-01-31, or 2026-01-31T08:30:00Z',
      'active not_a_boolean: "maybe" is neither true nor false; write true or false, yes or no, 1 or 0',
      'flag not_a_boolean: an empty cell is neither true nor false; the model needs a value here',
      'code unknown_category: "2" is not a category; must be one of 1, 7',
      'member not_a_boolean: "n/a" is neither true nor false; the model needs a value here',
    ]);
  });

  it('may have columns that only their case tells apart', async () => {
    const swapped = SIMPLE.split('\n').slice(0, 2).join('\n');
    const [first] = await answered(swapped.replace('town,member,Town', 'Town,member,town'));
    expect([first?.inputs.Town, first?.inputs.town]).toEqual(['Köln', 'x']);
    const answer = await app.postCsv(
      '/predict-batch',
      SIMPLE.replace('member,Town', 'member,TOWN'),
    );
    const { errors } = (await answer.json()) as { errors: object[] };
    expect(errors).toMatchObject([{ code: 'missing_columns', column: 'Town' }]);
  });

  it('is shown before it is scored', async () => {
    const answer = await postBytes(app, parquetFile(), '/predict-batch/check');
    expect(await answer.json()).toMatchObject({
      rows: 3,
      missing: [],
      errorCount: 0,
      preview: [{ line: 1 }, { line: 2 }, { line: 3 }],
    });
  });

  it('without a header is told from one', async () => {
    const answer = await app.postCsv('/predict-batch', '2.5,true,1970-01-11\n');
    const { errors } = (await answer.json()) as { errors: { detail: string }[] };
    expect(errors[0]?.detail).toContain('the first record has values in place of names');
  });

  it.each(['text/csv', PARQUET])('comes back as %s with its answers', async (accept) => {
    const answer = await postBytes(app, SIMPLE, '/predict-batch', { accept });
    if (accept === PARQUET) {
      const { types, rows } = await parquetTable(answer);
      expect(types).toMatchObject(TYPES);
      expect(rows.map(shown)).toMatchObject(ROWS);
    } else {
      const [first, second] = csvTable(await answer.text());
      expect(first).toMatchObject({ since: '1970-01-03T12:00:00Z', active: 'true', Town: 'x' });
      expect(second).toMatchObject({ width: '', price: '0.30000000000000004', town: '' });
    }
  });

  describe('is found again', () => {
    let batchId: string;
    beforeAll(async () => {
      const [first] = await answered(SIMPLE);
      batchId = first?.batchId ?? '';
      for (const row of objects) await app.post('/predict', row);
    });

    it.each<[string, number[]]>([
      ['price=0.30000000000000004', [1]],
      ['price=0.3', []],
      ['price=0.1..0.30000000000000004', [0, 1]],
      ['flag=true', [1, 2]],
      ['flag=false', [0]],
      ['active=true', [0]],
      ['flag=1', []],
      ['Town=true', [1]],
      ['since=1970-01-03T12:00:00Z', [0]],
      ['since=1970-01-03T13:00:00%2B01:00', [0]],
      ['day=1970-01-01..', [0, 1]],
      ['day=..1970-01-01', [2]],
      ['day=2026-01-02..2026-01-03', [1]],
      ['size=9', [2]],
      ['town=Ulm', [2]],
    ])('by feature.%s', async (filter, expected) => {
      for (const source of [`batchId=${batchId}`, 'source=single&limit=3']) {
        const { items } = await pageOf(app, `model=mixed&${source}&feature.${filter}`);
        const counts = items.map(({ inputs }) => inputs.count);
        const found = [2, 1, 0].filter((at) => counts.includes(ROWS[at]?.count ?? null)).reverse();
        expect([source, found]).toEqual([source, expected]);
      }
    });

    it.each(['/history/export?model=mixed&batchId=', '/batches/'])('by %s', async (path) => {
      const url = path.startsWith('/batches') ? `${path}${batchId}/results` : `${path}${batchId}`;
      const { types, rows } = await parquetTable(
        await app.request(url, { headers: { accept: PARQUET } }),
      );
      expect(types).toMatchObject(TYPES);
      expect(rows.map(shown)).toMatchObject(ROWS);
      const table = csvTable(
        await (await app.request(url, { headers: { accept: 'text/csv' } })).text(),
      );
      const cells = ROWS.map((row) =>
        Object.fromEntries(NAMES.map((name) => [name, String(row[name] ?? '')])),
      );
      expect(table).toMatchObject(cells);
    });
  });
});

const TYPES = {
  ...{ width: 'DOUBLE', count: 'INT64', price: 'DOUBLE', since: 'TIMESTAMP', active: 'BOOLEAN' },
  ...{ flag: 'BOOLEAN', day: 'TIMESTAMP', code: 'INT64', town: 'STRING', Town: 'STRING' },
};

/** A row of Parquet as the history has it. */
function shown(row: Record<string, unknown>): Record<string, unknown> {
  const cells = Object.entries(row).map(([name, value]) => {
    if (typeof value === 'bigint') return [name, Number(value)];
    if (!(value instanceof Date)) return [name, value];
    return [name, value.toISOString().replace(/\.?0*Z$/, 'Z')];
  });
  return Object.fromEntries(cells);
}
