import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { runCommand } from './support/command.run.js';
import { aKey, KeyFile } from './support/key.file.js';
import { startApp, type TestApp, temporaryFolder } from './support/test.app.js';
import { csvOf, fileOf, GOOD_RECORD, TEST_FILE } from './support/upload.js';

const SUMMARY = /^30 rows: 30 scored, 0 rejected, in /;
const known = aKey();

let app: TestApp;
let keys: KeyFile;
let folder: ReturnType<typeof temporaryFolder>;
beforeAll(async () => {
  keys = new KeyFile(known);
  app = await startApp({ ...keys.settings, BATCH_MAX_ROWS: '50000' });
});
afterAll(async () => {
  await app.close();
  keys.remove();
});
beforeEach(() => {
  folder = temporaryFolder();
  write('iris.csv', TEST_FILE);
  write('key', `${known.key}\n# of nobody\n`);
});
afterEach(() => folder.remove());

const path = (name: string) => join(folder.path, name);
const write = (name: string, content: string | Uint8Array) => writeFileSync(path(name), content);
const names = () => readdirSync(folder.path);
const score = (url: string, words: string, env: Record<string, string> = {}) =>
  runCommand(['score', '--url', url, ...words.split(' ')], { cwd: folder.path, env });
const served = async (accept: string) => {
  const answer = await app.postCsv('/predict-batch', TEST_FILE, { ...known.headers, accept });
  return answer.text();
};

describe('tabserve score --url', () => {
  it('has a file answered and stored by a server', async () => {
    const { status, stdout, stderr } = await score(`${app.url}/`, 'iris.csv --key-file key');
    expect([status, stdout, stderr]).toEqual([
      0,
      await served('text/csv'),
      expect.stringMatching(SUMMARY),
    ]);
    const found = await app.request('/history?source=batch&limit=200', { headers: known.headers });
    const { items } = (await found.json()) as { items: { batchId: string }[] };
    const batches = [...new Set(items.map(({ batchId }) => batchId))];
    const answers = batches.map(async (id) =>
      (await app.request(`/batches/${id}`, { headers: known.headers })).json(),
    );
    expect(await Promise.all(answers)).toContainEqual(
      expect.objectContaining({
        fileName: 'iris.csv',
        scored: 30,
        caller: `key:${known.entry.id}`,
      }),
    );
  });

  it('writes JSON, NDJSON and Parquet files with every row', async () => {
    for (const name of ['a.ndjson', 'a.json', 'a.parquet']) {
      expect((await score(app.url, `iris.csv --key-file key --out ${name}`)).status).toBe(0);
    }
    const rows = JSON.parse(readFileSync(path('a.json'), 'utf8')) as object[];
    const lines = readFileSync(path('a.ndjson'), 'utf8').trimEnd().split('\n');
    const told = (row: object) => ({ ...row, id: 0, createdAt: 0, requestId: 0, batchId: 0 });
    expect(readFileSync(path('a.parquet')).subarray(-4).toString()).toBe('PAR1');
    expect(rows).toHaveLength(30);
    expect(rows.map(told)).toEqual(lines.map((line) => told(JSON.parse(line))));
  });

  it('tells the faults of a file, what to do, and writes no file', async () => {
    write('rows.csv', fileOf(GOOD_RECORD, 'a,b,1,2', '1,2'));
    const end = await score(app.url, 'rows.csv --key-file key --out a.csv');
    expect([end.status, end.stdout, names()]).toEqual([1, '', ['iris.csv', 'key', 'rows.csv']]);
    expect(end.stderr.split('\n')).toEqual([
      'The file makes no sense to the model: The file has 3 faults; nothing was stored. Correct it, or say --on-error skip to have the other rows answered.',
      expect.stringMatching(/^ {2}line 3, sepal_length: /),
      expect.stringMatching(/^ {2}line 3, sepal_width: /),
      expect.stringMatching(/^ {2}line 4: /),
      '',
    ]);
  });

  it('exits with 1 when rows were rejected', async () => {
    write('rows.csv', fileOf(GOOD_RECORD, 'a,b,1,2'));
    const { status, stdout, stderr } = await score(
      app.url,
      'rows.csv --key-file key --on-error skip',
    );
    expect([status, stdout.split('\n').length]).toEqual([1, 3]);
    expect(stderr).toMatch(/^2 rows: 1 scored, 1 rejected/);
  });

  it('tells a refusal that comes before the file is sent', async () => {
    write('large.csv', csvOf(1_000_000));
    const [large, foreign] = [
      await score(app.url, 'large.csv --key-file key'),
      await score(app.url, 'large.csv'),
    ];
    expect(large).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^The request is larger than the limit: The file has more than 50000 rows\.\n/,
      ),
    });
    expect(foreign).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^The request does not say who sends it: .*\n.*--key-file/),
    });
  });

  it.each([
    ['--key-file none', '"none" cannot be read (ENOENT)\n'],
    ['--key-file empty', 'The first line of "empty" is no key\n'],
    ['--key-file wrong', /^The request does not say who sends it: /],
    ['--key-file key --model rose', /^No such model or version: .*rose.*\n.*--model/],
  ])('exits with 1, and shows no key: %s', async (words, message) => {
    write('empty', '');
    write('wrong', aKey().key);
    const { status, stdout, stderr } = await score(app.url, `iris.csv ${words}`);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    expect(stderr).not.toContain(readFileSync(path('wrong'), 'utf8').slice(-20));
  });
});

describe('tabserve score --url before a server that is none of ours', () => {
  let server: Server;
  let url: string;
  const asked: (string | undefined)[] = [];
  let answer: RequestListener;
  beforeEach(async () => {
    asked.length = 0;
    server = createServer((request, response) => {
      asked.push(request.headers.authorization);
      request.resume();
      answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const CSV = { 'content-type': 'text/csv; charset=utf-8', 'x-batch-rows': 2, 'x-batch-scored': 2 };

  it('follows no redirect with a key', async () => {
    answer = (_, response) =>
      response.writeHead(307, { location: `${url}/other/predict-batch?x` }).end();
    const { status, stderr } = await score(url, 'iris.csv --key-file key');
    expect([status, stderr]).toEqual([
      1,
      `${url} sends requests on to "${url}/other"; name that address with --url\n`,
    ]);
    expect(asked).toEqual([`Bearer ${known.key}`]);
  });

  it.each<[string, RequestListener]>([
    [
      '200 with a page',
      (_, response) => response.setHeader('content-type', 'text/html').end('<p>'),
    ],
    ['502', (_, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<p>')],
    [
      'a broken problem',
      (_, response) =>
        response.writeHead(422, { 'content-type': 'application/problem+json' }).end('{'),
    ],
  ])('takes %s for no answer', async (_, listener) => {
    answer = listener;
    const { status, stdout, stderr } = await score(url, 'iris.csv');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      / answered with .*, which Tabserve does not; is something before it\?\n$/,
    );
  });

  it('writes no file when the answer breaks off', async () => {
    answer = (_, response) => {
      response.writeHead(200, CSV).write('a,b\n1,2\n', () => response.destroy());
    };
    const { status, stderr } = await score(url, 'iris.csv --out a.csv');
    expect([status, stderr]).toEqual([1, `The answer of ${url} broke off\n`]);
    expect(names()).toEqual(['iris.csv', 'key']);
  });

  it('says when nobody is there', async () => {
    server.close();
    const { status, stderr } = await score(url, 'iris.csv --out a.csv');
    expect([status, stderr]).toEqual([1, `${url} cannot be reached (ECONNREFUSED)\n`]);
    expect(names()).toEqual(['iris.csv', 'key']);
  });

  it('shows nothing of an answer that would make a terminal do something', async () => {
    const problem = {
      title: 'No\x1b[2J',
      detail: 'x',
      errors: [{ line: 2, detail: '\x1b]0;y\x07' }],
    };
    answer = (_, response) =>
      response
        .writeHead(422, { 'content-type': 'application/problem+json' })
        .end(JSON.stringify(problem));
    const { stderr } = await score(url, 'iris.csv');
    expect(stderr).toBe('No [2J: x\n  line 2:  ]0;y \n');
  });

  it('asks over TLS, and only whom it can trust', async () => {
    const words = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
    ];
    const more = ['-keyout', 'tls.key', '-out', 'tls.pem', '-subj', '/CN=localhost'];
    const names = ['-addext', 'subjectAltName=DNS:localhost'];
    const { status: made } = spawnSync('openssl', [...words, ...more, ...names], {
      cwd: folder.path,
    });
    if (made !== 0) {
      process.stderr.write('Skipped: there is no openssl to make a certificate.\n');
      return;
    }
    const files = { key: readFileSync(path('tls.key')), cert: readFileSync(path('tls.pem')) };
    const tls = createTlsServer(files, (request, response) => {
      request.resume().on('end', () => response.writeHead(200, CSV).end('a,b\n1,2\n'));
    }).listen(0, '127.0.0.1');
    await once(tls, 'listening');
    const { port } = tls.address() as AddressInfo;
    const trusted = await score(`https://localhost:${port}`, 'iris.csv', {
      NODE_EXTRA_CA_CERTS: path('tls.pem'),
    });
    const unknown = await score(`https://localhost:${port}`, 'iris.csv');
    tls.close();
    expect(trusted).toMatchObject({ status: 0, stdout: 'a,b\n1,2\n' });
    expect(unknown).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        / cannot be reached \(DEPTH_ZERO_SELF_SIGNED_CERT\); NODE_EXTRA_CA_CERTS /,
      ),
    });
  });
});
