import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from './support/problem.js';
import { CSV_HEADER, ROW, startApp, type TestApp } from './support/test.app.js';
import { type Bytes, formOf, whole } from './support/upload.js';

const CSV = `${CSV_HEADER}\n5.1,3.5,1.4,0.2\n`;
const JSON_TYPE = 'application/json';

describe('a body that cannot be taken', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  describe('400: the body cannot be read', () => {
    it.each([
      ['/predict', JSON_TYPE, 'nothing', ''],
      ['/predict', JSON_TYPE, 'half an object', '{"sepal_length": 5.1'],
      ['/predict', JSON_TYPE, 'NaN', JSON.stringify(ROW).replace('5.1', 'NaN')],
      ['/predict', JSON_TYPE, 'a trailing comma', '{"sepal_length": 5.1,}'],
      ['/predict', JSON_TYPE, 'two values', '{} {}'],
      ['/predict', JSON_TYPE, '33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
      ['/predict', JSON_TYPE, '40,000 levels', '['.repeat(40_000)],
      ['/predict-batch', JSON_TYPE, 'nothing', ''],
      ['/predict-batch', JSON_TYPE, 'half an array', '[{"sepal_length": 5.1}'],
      ['/predict-batch', JSON_TYPE, '33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
      ['/predict-batch', JSON_TYPE, '1,000,000 levels', '['.repeat(1_000_000)],
      ['/predict-batch', 'multipart/form-data', 'no boundary', 'x'],
      ['/predict-batch', 'multipart/form-data; boundary=b', 'nothing', ''],
      ['/predict-batch', 'multipart/form-data; boundary=b', 'no parts', '--b--\r\n'],
      ['/predict-batch', 'multipart/form-data; boundary=b', 'another boundary', '--c--\r\n'],
      ['/predict-batch', 'multipart/form-data; boundary=b', 'half a file', part('rows.csv')],
      ['/predict-batch', 'multipart/form-data; boundary=b', 'half a head', part('x').slice(0, 40)],
    ])('POST %s as %s: %s', async (path, type, _, body) => {
      await expectProblem(await app.request(path, whole(body, type)), 'malformed-request');
    });

    it.each(['/predict', '/predict-batch'])('POST %s without a body', async (path) => {
      await expectProblem(await app.request(path, { method: 'POST' }), 'malformed-request');
    });

    it.each([
      ['no file', () => formWith(['note', 'x'])],
      ['two files', () => formWith(['file', new Blob([CSV])], ['file', new Blob([CSV])])],
      ['a file in another field', () => formOf(CSV, 'upload')],
      [
        'a second file in another field',
        () => formWith(['file', new Blob([CSV])], ['x', new Blob([CSV])]),
      ],
      ['text in the field "file"', () => formWith(['file', CSV])],
    ])('a form with %s', async (_, form) => {
      const answer = await app.request('/predict-batch', { method: 'POST', body: form() });
      await expectProblem(answer, 'malformed-request');
    });

    it('takes JSON of 32 levels', async () => {
      const nested = `{"a":${'['.repeat(31)}${']'.repeat(31)}}`;
      await expectProblem(
        await app.request('/predict', whole(nested, JSON_TYPE)),
        'invalid-features',
      );
    });
  });

  describe('415: the body is of another kind', () => {
    const row = JSON.stringify(ROW);
    it.each([
      ['/predict', 'text/plain', 'plain text', row],
      ['/predict', 'text/csv', 'CSV', CSV],
      ['/predict', 'application/jsonp', 'a type that only begins like JSON', row],
      ['/predict', 'application/json; charset=utf-16', 'another charset', row],
      ['/predict', JSON_TYPE, 'gzip', gzipSync(row)],
      ['/predict', JSON_TYPE, 'UTF-16 with its mark', Buffer.from(`\ufeff${row}`, 'utf16le')],
      ['/predict', JSON_TYPE, 'UTF-16', Buffer.from(row, 'utf16le')],
      ['/predict', JSON_TYPE, 'invalid UTF-8', Buffer.from('{"\xff": 1}', 'latin1')],
      ['/predict', JSON_TYPE, 'NUL bytes', `${row}\0`],
      ['/predict-batch', 'image/png', 'a picture', 'PNG'],
      ['/predict-batch', 'application/zip', 'zip', 'PK\x03\x04'],
      ['/predict-batch', 'text/csv; charset=shift_jis', 'another charset', CSV],
      ['/predict-batch', JSON_TYPE, 'UTF-16', Buffer.from(`[${row}]`, 'utf16le')],
      ['/predict-batch', JSON_TYPE, 'invalid UTF-8', Buffer.from('["\xc3\x28"]', 'latin1')],
    ] as [string, string, string, Bytes][])('POST %s as %s: %s', async (path, type, _, body) => {
      await expectProblem(await app.request(path, whole(body, type)), 'unsupported-media-type');
    });

    const files: [string, Bytes][] = [
      ['a zip or spreadsheet file', Buffer.from(`PK\x03\x04${CSV}`, 'latin1')],
      ['an old workbook', Buffer.from(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${CSV}`, 'latin1')],
      ['UTF-16 without its mark', Buffer.from(CSV, 'utf16le')],
      ['a byte that no encoding has', Buffer.from(`${CSV}\x81,1,1,1\n`, 'latin1')],
      ['a NUL byte', `${CSV}5.1,3.5,1.4,0.2\0\n`],
    ];
    const broken: [string, Bytes][] = [
      ['invalid UTF-8', Buffer.from(`${CSV}\xe4,1,1,1\n`, 'latin1')],
      ['half a character at its end', Buffer.from(`${CSV}\xc3`, 'latin1')],
      ['a surrogate', Buffer.from(`${CSV}\xed\xa0\x80,1,1,1\n`, 'latin1')],
    ];
    it.each(broken)('a file that is said to be UTF-8 and holds %s', async (_, file) => {
      for (const [path, type] of [
        ['/predict-batch?encoding=utf-8', 'text/csv'],
        ['/predict-batch', 'text/csv; charset=utf-8'],
      ] as const) {
        const answer = await app.request(path, whole(file, type));
        const { detail } = await expectProblem(answer, 'unsupported-media-type');
        expect(detail).toContain('encoding=windows-1252');
      }
    });

    it.each(files)('a CSV file that is or holds %s, in a form or alone', async (_, file) => {
      const alone = await app.request('/predict-batch', whole(file, 'text/csv'));
      await expectProblem(alone, 'unsupported-media-type');
      const form = await app.request('/predict-batch', { method: 'POST', body: formOf(file) });
      await expectProblem(form, 'unsupported-media-type');
    });

    it.each(['/predict', '/predict-batch'])('POST %s without a content type', async (path) => {
      const answer = await app.request(path, { method: 'POST', body: Buffer.from(row) });
      await expectProblem(answer, 'unsupported-media-type');
    });

    it.each(['gzip', 'br', 'deflate', 'zstd', 'identity, gzip'])(
      'Content-Encoding: %s',
      async (encoding) => {
        const headers = { 'content-encoding': encoding };
        await expectProblem(await app.post('/predict', ROW, headers), 'unsupported-media-type');
        // Files may be gzip.
        if (encoding === 'gzip') return;
        const file = await app.postCsv('/predict-batch', gzipSync(CSV), headers);
        await expectProblem(file, 'unsupported-media-type');
      },
    );
  });

  it('leaves nothing in the history', async () => {
    expect(await (await app.request('/history')).json()).toEqual({ items: [], nextCursor: null });
  });
});

/** A part of a form that never ends. */
function part(fileName: string): string {
  return `--b\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: text/csv\r\n\r\n${CSV}`;
}

function formWith(...parts: [string, string | Blob][]): FormData {
  const form = new FormData();
  for (const [name, value] of parts) form.append(name, value);
  return form;
}
