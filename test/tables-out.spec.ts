import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { csvCells, csvTable } from './support/csv.table.js';
import { postBytes, tableFile } from './support/table.files.js';
import { startApp, type TestApp } from './support/test.app.js';
import type { Bytes } from './support/upload.js';

const PARQUET = 'application/vnd.apache.parquet';
const NDJSON = 'application/x-ndjson';
/** As JSON has it: a number beyond 2^53 would lose digits when it is parsed. */
const OWN = /"ignoredColumns":(\{.*\})\}$/;

describe("a file's own columns", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const answered = async (file: Bytes, accept: string) => {
    const answer = await postBytes(app, file, '/predict-batch', { accept });
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  const rowsOf = async (file: Bytes) =>
    (await answered(file, NDJSON)).toString().trim().split('\n');
  const own = (line: string | undefined) => OWN.exec(line ?? '')?.[1];
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

  describe('come back from CSV', () => {
    const values = {
      whole: '1152921504606846977',
      decimal: '0.10',
      day: '2024-02-29',
      note: 'a "b", c; d\nÜ',
      formula: '=1+1',
      nothing: '',
    };
    const features = 'sepal_length;sepal_width;petal_length;petal_width';
    const file = `${Object.keys(values).join(';')};;${features}\n${Object.values(values).map(cell).join(';')};r1;5,1;3,5;1,4;0,2\n`;

    it('as CSV in its own dialect, formulas made harmless', async () => {
      const text = (await answered(file, 'text/csv')).toString();
      expect(text).toContain(
        '1152921504606846977;0.10;2024-02-29;"a ""b"", c; d\nÜ";\'=1+1;;r1;5,1;3,5;1,4;0,2;setosa;1;0;0',
      );
    });

    it('as texts of NDJSON, also where they have no name', async () => {
      const [line] = await rowsOf(file);
      expect(JSON.parse(own(line) ?? '')).toEqual({ ...values, column_7: 'r1' });
    });

    it('as texts of Parquet', async () => {
      const [row] = await parquetRows(await answered(file, PARQUET));
      expect(row).toMatchObject({
        ...values,
        column_7: 'r1',
        sepal_length: 5.1,
        prediction: 'setosa',
      });
    });
  });

  describe('come back from NDJSON', () => {
    const members =
      '"whole":12345678901234567890,"decimal":0.10,"list":[1, {"a":"]"}],"note":"=1\\n\\"x\\"","no":null';
    const file = `{${members},"sepal_length":5.1,"sepal_width":3.5,"petal_length":1.4,"petal_width":0.2}\n`;

    it('as JSON, as they were written', async () => {
      const [line] = await rowsOf(file);
      expect(own(line)).toBe(`{${members}}`);
    });

    it('as CSV', async () => {
      const [row] = csvTable((await answered(file, 'text/csv')).toString());
      expect(row).toMatchObject({
        ...{ whole: '12345678901234567890', decimal: '0.10', list: '[1, {"a":"]"}]', no: '' },
        note: '\'=1\n"x"',
      });
    });
  });

  describe('come back from Parquet', () => {
    const file = tableFile('types.parquet');

    it('as JSON, whole numbers with all their digits', async () => {
      const lines = await rowsOf(file);
      expect(own(lines[0])).toBe(
        '{"whole":9223372036854775807,"natural":18446744073709551615,"small":-128,"decimal":"-0.50",' +
          '"day":"2024-02-29","micros":"2024-02-29T12:30:00.123456","zoned":"2024-02-29T12:30:00.123456000Z",' +
          '"truth":true,"single":0.1,"double":0.1,"text":"","choice":"a"}',
      );
      expect(own(lines[1])).toBe(
        '{"whole":-9223372036854775808,"natural":0,"small":127,"decimal":"12345678901234567890.12",' +
          '"day":"1900-01-01","micros":null,"zoned":null,' +
          '"truth":false,"single":-0,"double":null,"text":null,"choice":"b"}',
      );
      expect(JSON.parse(own(lines[2]) ?? '')).toMatchObject({ whole: null, text: '=1+1 "a\0b"\n' });
    });

    it('as Parquet of the same types and values', async () => {
      const answer = await answered(file, PARQUET);
      const [before, after] = await Promise.all([parquetRows(file), parquetRows(answer)]);
      const names = Object.keys(before[0] ?? {}).filter((name) => !/^(sepal|petal)_/.test(name));
      expect(names).toHaveLength(12);
      const ownOf = (row: Record<string, unknown>) => names.map((name) => row[name]);
      expect(after.map(ownOf)).toEqual(before.map(ownOf));
      const types = (bytes: Buffer) =>
        parquetMetadata(bufferOf(bytes)).schema.map(({ name, type, converted_type }) => [
          name,
          type,
          converted_type,
        ]);
      expect(types(answer)).toEqual(expect.arrayContaining(types(file).slice(1)));
    });

    it('says the width of whole numbers in no way that other readers refuse', async () => {
      const { schema } = parquetMetadata(bufferOf(await answered(file, PARQUET)));
      expect(schema.filter(({ logical_type }) => logical_type?.type === 'INTEGER')).toEqual([]);
    });

    it('as CSV', async () => {
      const [, first] = csvCells((await answered(file, 'text/csv')).toString());
      expect(first?.slice(4, 9)).toEqual([
        ...['9223372036854775807', '18446744073709551615', '-128', '-0.50', '2024-02-29'],
      ]);
    });
  });

  it('come back from a workbook as its cells were stored', async () => {
    const [line] = await rowsOf(tableFile('libreoffice.xlsx'));
    expect(JSON.parse(own(line) ?? '')).toEqual({
      ...{ id: '0', note: 'Müller "x", y; z', when: '2024-02-29T12:30:00', truth: 'true' },
    });
  });
});

function bufferOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

async function parquetRows(bytes: Buffer): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: bufferOf(bytes), compressors });
}
