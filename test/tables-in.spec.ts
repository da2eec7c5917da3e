import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from './support/problem.js';
import { answersOf, type FileAnswer, postBytes, tableFile } from './support/table.files.js';
import { FIXTURE_DIR, startApp, type TestApp } from './support/test.app.js';
import type { Bytes } from './support/upload.js';
import { workbookOf } from './support/workbook.js';

const PLAIN = tableFile('rows.csv').toString('utf8');
interface FileCheck {
  readonly dialect: Record<string, unknown>;
  readonly sheets?: string[];
  readonly columns: { name: string; feature: string | null }[];
  readonly missing: string[];
  readonly preview: { cells: string[] }[];
}

/** The rows with another delimiter and decimal sign, without what would need quotes. */
const bare = PLAIN.replaceAll(/,"[^\n]*"/g, '').replace(',note', '');
const written = (delimiter: string, decimal: string) =>
  bare
    .replaceAll('.', decimal === '.' ? '.' : '\0')
    .replaceAll(',', delimiter)
    .replaceAll('\0', ',');
const german = written(';', ',');
const utf16 = (text: string, isBig = false) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};
const objects = bare
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [id, ...values] = line.split(',');
    const [sl, sw, pl, pw] = values;
    return `{"id":${id},"sepal_length":${sl},"sepal_width":${sw},"petal_length":${pl},"petal_width":${pw}}`;
  });

describe('a table', () => {
  let app: TestApp;
  let expected: Awaited<ReturnType<typeof answersOf>>;
  beforeAll(async () => {
    app = await startApp();
    expected = await answersOf(await app.postCsv('/predict-batch', PLAIN));
    expect(expected).toHaveLength(6);
  });
  afterAll(() => app.close());

  describe('is answered as the same numbers in plain CSV when it is', () => {
    it.each<[string, Bytes, string?]>([
      ['semicolons and commas', german],
      ['semicolons and points', written(';', '.')],
      ['tabs and commas', written('\t', ',')],
      ['bars', written('|', '.')],
      ['commas for both, quoted', bare.replaceAll(/(\d+)\.(\d+)/g, '"$1,$2"')],
      ['a line that names the delimiter', `sep=;\r\n${german.replaceAll('\n', '\r\n')}`],
      ['a delimiter at the end of each line', german.replaceAll('\n', ';\n')],
      ['spaces around its cells', bare.replaceAll(',', ' , ')],
      ['UTF-16 LE', utf16(german)],
      ['UTF-16 BE', utf16(german, true)],
      ['gzip', gzipSync(german)],
      [
        'gzip in two members',
        Buffer.concat([gzipSync(german.slice(0, 50)), gzipSync(german.slice(50))]),
      ],
      ['gzip of UTF-16', gzipSync(utf16(german))],
      ['NDJSON', objects.join('\n')],
      ['NDJSON with CRLF', `${objects.join('\r\n')}\r\n`],
      ['gzip of NDJSON', gzipSync(objects.join('\n'))],
      ['a JSON array', `[${objects.join(',')}]`],
      ['a JSON array behind a byte-order mark', `\ufeff[${objects.join(',\n')}]`],
      ['Excel, German', tableFile('excel-german.csv')],
      ['Excel, Unicode text', tableFile('excel-unicode.txt')],
      ['R, write.csv2', tableFile('r-csv2.csv')],
      ['pandas, Parquet', tableFile('pandas.parquet')],
      ['polars, Parquet', tableFile('polars.parquet')],
      ['DuckDB, Parquet', tableFile('duckdb.parquet')],
      ['DuckDB, Parquet with types that few know', tableFile('duckdb-types.parquet')],
      ['fastparquet', tableFile('fastparquet.parquet')],
      ['Parquet of version 2, without dictionaries', tableFile('pages.parquet')],
      ['gzip of Parquet', gzipSync(tableFile('pandas.parquet'))],
      ['openpyxl', tableFile('openpyxl.xlsx')],
      ['XlsxWriter, beside a sheet that is a chart', tableFile('xlsxwriter.xlsx')],
      ['LibreOffice', tableFile('libreoffice.xlsx')],
      ['a workbook whose formulas have values', tableFile('formulas.xlsx')],
      [
        'a workbook with bytes behind its end',
        Buffer.concat([tableFile('openpyxl.xlsx'), Buffer.from('end')]),
      ],
      ['one sheet of several', tableFile('two-sheets.xlsx'), '?sheet=Kopie'],
    ])('%s', async (_, file, query = '') => {
      const answer = await postBytes(app, file, `/predict-batch${query}`);
      expect(answer.status).toBe(200);
      expect(await answersOf(answer.clone())).toEqual(expected);
      const { dialect, rows, ignoredColumns } = (await answer.json()) as FileAnswer;
      const check = await postBytes(app, file, `/predict-batch/check${query}`);
      expect(await check.json()).toMatchObject({
        ...{ dialect, rows, ignoredColumns, missing: [], errors: [], errorCount: 0, isWhole: true },
      });
    });

    it('windows-1252, as it is found or said', async () => {
      const file = tableFile('excel-german.csv');
      for (const path of ['/predict-batch', '/predict-batch?encoding=windows-1252']) {
        const answer = (await (await postBytes(app, file, path)).json()) as FileAnswer;
        expect(answer.dialect).toEqual({
          ...{ type: 'csv', delimiter: ';', decimal: ',', encoding: 'windows-1252' },
        });
      }
    });

    it('without a header, its columns named by the request', async () => {
      const body = german.slice(german.indexOf('\n') + 1);
      const names = JSON.stringify(german.slice(0, german.indexOf('\n')).split(';'));
      const path = `/predict-batch?columns=${encodeURIComponent(names)}`;
      expect(await answersOf(await postBytes(app, body, path))).toEqual(expected);
    });

    it('under other names, mapped by the request', async () => {
      const body = german.replace('sepal_length', 'Länge [cm]');
      const columns = encodeURIComponent(JSON.stringify({ sepal_length: 'länge [CM]' }));
      const path = `/predict-batch?columns=${columns}`;
      expect(await answersOf(await postBytes(app, body, path))).toEqual(expected);
    });
  });

  describe('is refused with what to do about it when it is', () => {
    it.each<[string, Bytes, RegExp]>([
      ['below a title', `Messung\n\n${german}`, /line 3 has the names of the columns/],
      ['without a header', german.slice(german.indexOf('\n') + 1), /put a header before it/],
      ['separated by spaces', written(' ', '.'), /separated by commas, semicolons, tabs or \|/],
      [
        'with units in its header',
        bare.replace('sepal_length', 'Sepal length [cm]'),
        /send columns=/,
      ],
      ['with thousands', german.replace('5,1', '1.005,1'), /send thousands=\./],
      ['of both decimal signs', german.replace('5,1', '5.1'), /send decimal=\./],
      [
        'with rows longer than its header',
        german.replaceAll(/(\d)\n/g, '$1;\n'),
        /remove the delimiter at its end/,
      ],
      [
        'with row names that the header lacks',
        bare.replaceAll(/\n(?=\d)/g, '\n"r",'),
        /put a name for it/,
      ],
      ['with a line between', german.replace('\n', '\n\n'), /the line is empty; remove it/],
      ['with words for nothing', bare.replace('5.1', 'NA'), /the model needs a value here/],
      ['with an error in a cell', tableFile('errors.xlsx'), /"#DIV\/0!" is not a number/],
      [
        'with a formula of no value',
        tableFile('bare-formula.xlsx'),
        /open the workbook in a spreadsheet and save it/,
      ],
      ['cut off, as gzip', gzipSync(german).subarray(0, 60), /cut off or damaged/],
      ['cut off, as Parquet', tableFile('pandas.parquet').subarray(0, 3_000), /cut off or damaged/],
      [
        'cut off, as a workbook',
        tableFile('openpyxl.xlsx').subarray(0, 4_000),
        /cut off or damaged/,
      ],
    ])('%s', async (_, file, advice) => {
      const answer = await postBytes(app, file);
      const { errors } = await expectProblem(answer, 'invalid-file');
      expect(errors?.[0]?.detail).toMatch(advice);
    });

    it.each<[string, Bytes, string, RegExp]>([
      ['an old workbook', tableFile('libreoffice.xls'), 'a.xls', /save it as \.xlsx/],
      [
        'an old workbook of a new name',
        tableFile('libreoffice.xls'),
        'a.xlsx',
        /save it as \.xlsx/,
      ],
      ['UTF-16 without a mark', utf16(german).subarray(2), 'a.csv', /save it as UTF-8/],
    ])('%s', async (_, file, name, advice) => {
      const form = new FormData();
      form.append('file', new Blob([file]), name);
      const answer = await app.request('/predict-batch', { method: 'POST', body: form });
      const { detail } = await expectProblem(answer, 'unsupported-media-type');
      expect(detail).toMatch(advice);
    });

    it('read by one sign for two purposes', async () => {
      const answer = await postBytes(app, german, '/predict-batch?decimal=,&thousands=,');
      const { detail } = await expectProblem(answer, 'malformed-request');
      expect(detail).toMatch(/must not be what separates/);
    });
  });

  it('with two sheets for the model asks which one is meant', async () => {
    const answer = await postBytes(app, tableFile('two-sheets.xlsx'));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      type: '/problems/ambiguous-table',
      choices: [{ sheet: 'Daten' }, { sheet: 'Kopie' }],
    });
  });

  it('is checked with the names of the sheets that it has, and of the one that is read', async () => {
    const check = async (name: string, query = '') => {
      const answer = await postBytes(app, tableFile(name), `/predict-batch/check${query}`);
      return (await answer.json()) as FileCheck;
    };
    const other = await check('two-sheets.xlsx', '?sheet=Kopie');
    expect(other.sheets).toEqual(['Info', 'Daten', 'Kopie']);
    expect(other.dialect).toMatchObject({ sheet: 'Kopie' });
    expect(await check('bare-formula.xlsx')).toMatchObject({
      sheets: ['Info', 'Daten'],
      dialect: { sheet: 'Daten' },
    });
    expect(await check('pandas.parquet')).not.toHaveProperty('sheets');
  });

  it('in a workbook is known by the features that it must have', async () => {
    const penguins = await startApp({ MODEL_DIR: FIXTURE_DIR });
    const header = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'island', 'sex'];
    const book = workbookOf({
      Notes: [['made by hand'], ['twice']],
      Birds: [header, [35.2, 19.5, 187, 'Torgersen', 'male']],
    });
    const path = '/predict-batch?model=penguins-mixed';
    const answer = await postBytes(penguins, Uint8Array.from(book), path);
    expect(await answer.json()).toMatchObject({ scored: 1, dialect: { sheet: 'Birds' } });
    await penguins.close();
  });

  it('is checked from its start, wherever that is cut off', async () => {
    const file = tableFile('excel-german.csv');
    const names = ['id', 'sepal_length', 'sepal_width', 'petal_length', 'petal_width', 'note'];
    const headerBytes = file.indexOf('\n') + 1;
    for (let end = headerBytes; end <= file.length; end += 7) {
      const answer = await postBytes(app, file.subarray(0, end), '/predict-batch/check?part=true');
      expect(answer.status).toBe(200);
      const check = (await answer.json()) as FileCheck;
      expect(check).toMatchObject({ isWhole: false, missing: [], errorCount: 0 });
      expect(check.columns.map(({ name }) => name)).toEqual(names);
    }
  });

  it('of NDJSON is shown with all columns that its rows have, however long it is', async () => {
    const rows = Array.from({ length: 3_000 }, (_, at) =>
      objects[at % 6]?.replace('}', `,"k${at % 2}":${at}}`),
    );
    const answer = await postBytes(app, rows.join('\n'), '/predict-batch/check');
    const { columns, missing, preview } = (await answer.json()) as FileCheck;
    const [id, ...others] = PLAIN.slice(0, PLAIN.indexOf('\n')).split(',').slice(0, 5);
    expect(columns).toEqual([
      { name: id, feature: null },
      ...others.map((name) => ({ name, feature: name })),
      { name: 'k0', feature: null },
      { name: 'k1', feature: null },
    ]);
    expect(missing).toEqual([]);
    expect(preview).toHaveLength(20);
    expect(preview[1]?.cells.slice(5)).toEqual(['', '1']);
  });
});
