import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { totalOf } from './support/history.walk.js';
import { expectProblem, type FaultBody } from './support/problem.js';
import { CSV_HEADER, startApp, type TestApp } from './support/test.app.js';
import { type Bytes, fileOf, formOf, GOOD_RECORD as GOOD } from './support/upload.js';

interface BatchAnswer {
  batchId: string;
  predictions: { line: number; label: string; probabilities: Record<string, number> }[];
  errors: FaultBody[];
}

describe('a CSV file', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ BATCH_MAX_RECORD_BYTES: '200' });
  });
  afterAll(() => app.close());

  const score = async (csv: Bytes, query = '') => {
    const answer = await app.postCsv(`/predict-batch${query}`, csv);
    expect(answer.status).toBe(200);
    return (await answer.json()) as BatchAnswer;
  };

  describe('means the same with', () => {
    const rows = ['5.1,3.5,1.4,0.2', '7.0,3.2,4.7,1.4', '6.3,3.3,6.0,2.5'];
    const plain = fileOf(...rows);
    const reversed = (text: string) => text.split(',').reverse().join(',');
    it.each<[string, Bytes]>([
      ['a byte-order mark', `\ufeff${plain}`],
      [
        'a byte-order mark and a quoted header',
        `\ufeff${plain.replace('sepal_length', '"sepal_length"')}`,
      ],
      ['CRLF', plain.replaceAll('\n', '\r\n')],
      ['CR', plain.replaceAll('\n', '\r')],
      ['a line end behind the last row', `${plain}\n`],
      ['empty lines at the end', `${plain}\n\n\r\n\r\n\n`],
      ['CR and empty lines at the end', `${plain.replaceAll('\n', '\r')}\r\r\r`],
      ['quoted cells', plain.replaceAll(/[^,\n]+/g, '"$&"')],
      ['quoted commas and line breaks', withNote(plain, '"a, ""b""\r\nc\rd\n"')],
      ['a header in capitals', plain.replace(CSV_HEADER, CSV_HEADER.toUpperCase())],
      [
        'space around the names',
        plain.replace(CSV_HEADER, ` ${CSV_HEADER.replaceAll(',', '\t , ')} `),
      ],
      [
        'aliases',
        plain.replace(CSV_HEADER, 'SepalLengthCm,sepal width (cm),PETAL.LENGTH,PetalWidth'),
      ],
      ['another order', plain.split('\n').map(reversed).join('\n')],
      ['characters of several bytes', withNote(plain, 'é→🌸')],
    ])('%s', async (_, csv) => {
      const expected = (await score(plain)).predictions.map(({ label, probabilities }) => [
        label,
        probabilities,
      ]);
      const answer = await score(csv);
      expect(answer.predictions.map(({ label, probabilities }) => [label, probabilities])).toEqual(
        expected,
      );
      const form = await app.request('/predict-batch', { method: 'POST', body: formOf(csv) });
      expect(await form.json()).toMatchObject({ rows: 3, scored: 3, errors: [] });
    });
  });

  describe('with bad rows', () => {
    const bad = Array.from({ length: 250 }, (_, at) => (at % 2 === 0 ? 'x,3.5,1.4,0.2' : GOOD));

    it('is refused as a whole: the first 100 faults, their number, nothing stored', async () => {
      const before = await totalOf(app);
      const answer = await app.postCsv('/predict-batch?onError=reject', fileOf(...bad));
      const { errors, errorCount } = await expectProblem(answer, 'invalid-file');
      expect(errorCount).toBe(125);
      expect(errors?.map(({ line }) => line)).toEqual(
        Array.from({ length: 100 }, (_, at) => 2 + at * 2),
      );
      expect(await totalOf(app)).toBe(before);
    });

    it('is refused by default, and also when the fault is in its last row', async () => {
      const rows = Array.from({ length: 10_000 }, () => GOOD);
      const before = await totalOf(app);
      const answer = await app.postCsv('/predict-batch', fileOf(...rows, 'x,1,1,1'));
      const { errors } = await expectProblem(answer, 'invalid-file');
      expect(errors).toMatchObject([{ line: 10_002 }]);
      expect(await totalOf(app)).toBe(before);
    });

    it('is answered without them when onError=skip', async () => {
      const before = await totalOf(app);
      const answer = await score(fileOf(...bad, '1,2', '"'), '?onError=skip');
      expect(answer).toMatchObject({ rows: 252, scored: 125, rejected: 127, errorCount: 127 });
      expect(answer.errors.slice(-2)).toMatchObject([
        { line: 252, code: 'ragged_row' },
        { line: 253, code: 'bad_quote' },
      ]);
      expect(answer.predictions.map(({ line }) => line)).toEqual(
        bad.flatMap((row, at) => (row === GOOD ? [at + 2] : [])),
      );
      expect(await totalOf(app)).toBe(before + 125);
    });

    it('is answered with no row when all are bad and onError=skip', async () => {
      const before = await totalOf(app);
      const answer = await score(fileOf('x,1,1,1'), '?onError=skip');
      expect(answer).toMatchObject({ rows: 1, scored: 0, rejected: 1, predictions: [] });
      expect(await (await app.request(`/batches/${answer.batchId}`)).json()).toMatchObject({
        scored: 0,
      });
      expect(await totalOf(app)).toBe(before);
    });

    it('goes on behind a record that is too long', async () => {
      const answer = await score(
        fileOf(`${'1'.repeat(300_000)},3.5,1.4,0.2`, GOOD),
        '?onError=skip',
      );
      expect(answer).toMatchObject({ scored: 1, errors: [{ line: 2, code: 'too_long' }] });
    });
  });
});

/** The same file with one more column. */
function withNote(csv: string, note: string): string {
  const [header, ...rows] = csv.split('\n');
  return [`note,${header}`, ...rows.map((row) => `${note},${row}`)].join('\n');
}
