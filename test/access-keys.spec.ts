import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aKey, EVERYTHING, KeyFile } from './support/key.file.js';
import { expectProblem } from './support/problem.js';
import { runToExit, startProcess, stopAll } from './support/server.process.js';
import { MODEL_DIR, ROW, startApp, type TestApp, temporaryFolder } from './support/test.app.js';
import { until } from './support/until.js';
import { withApp } from './support/with.app.js';

const one = aKey();
const other = aKey();

describe('keys that change while the server runs', () => {
  let file: KeyFile;
  let app: TestApp;
  beforeEach(async () => {
    file = new KeyFile(one, other);
    app = await startApp(file.settings);
  });
  afterEach(async () => {
    await app.close();
    file.remove();
  });

  const statusOf = async ({ headers }: typeof one) =>
    (await app.post('/predict', ROW, headers)).status;

  it('are two at once for a rotation, of which the old one ends when it is revoked', async () => {
    expect([await statusOf(one), await statusOf(other)]).toEqual([200, 200]);
    file.write(other);
    // Those with the other key notice nothing.
    const failed: number[] = [];
    await until(async () => {
      const statuses = await Promise.all(Array.from({ length: 16 }, () => statusOf(other)));
      failed.push(...statuses.filter((status) => status !== 200));
      return (await statusOf(one)) === 401;
    }, 'the revoked key is refused');
    expect(failed).toEqual([]);
  });

  it.each([
    ['no JSON', '[{'],
    ['no keys', '{}'],
    ['a key of no scope', JSON.stringify([{ ...one.entry, scopes: [] }])],
    ['nothing', ''],
  ])('stay what they were when the new file has %s', async (_, text) => {
    const third = aKey();
    file.writeText(text);
    // It was looked at when the one after it is in use.
    file.write(one, other, third);
    await until(async () => (await statusOf(third)) === 200, 'the third key is known');
    file.writeText(text);
    for (let sent = 0; sent < 50; sent++) expect(await statusOf(third)).toBe(200);
    file.write(one);
    await until(async () => (await statusOf(third)) === 401, 'the third key is gone');
    expect(await statusOf(one)).toBe(200);
  });
});

it.each([
  ['is gone', () => {}, 'ENOENT'],
  ['is a folder', (path: string) => mkdirSync(path), 'no regular file'],
  [
    'is a pipe without a writer',
    (path: string) => execFileSync('mkfifo', [path]),
    'no regular file',
  ],
  ['is of any size', (path: string) => writeFileSync(path, 'x'.repeat(5 << 20)), 'larger than'],
])('keys stay what they were when their file %s', async (_, put, words) => {
  const file = new KeyFile(one);
  const settings = { MODEL_DIR, HISTORY_URL: 'sqlite::memory:', ...file.settings };
  const server = await startProcess(settings);
  rmSync(file.path);
  put(file.path);
  const isSaid = () => server.lines.some((line) => line.includes(words));
  await until(isSaid, 'the log says what is wrong');
  expect((await server.post('/predict', ROW, one.headers)).status).toBe(200);
  rmSync(file.path, { recursive: true, force: true });
  file.write(other);
  const statusOf = async ({ headers }: typeof one) =>
    (await server.post('/predict', ROW, headers)).status;
  await until(async () => (await statusOf(one)) === 401, 'the file of after is read');
  expect(await statusOf(other)).toBe(200);
  // Neither does a server start with such a file, nor wait for it.
  rmSync(file.path);
  put(file.path);
  expect((await runToExit(settings)).code).toBe(2);
  expect(await server.stop('SIGTERM')).toBe(0);
  file.remove();
});
afterAll(stopAll);

it('keys are read again when a link on the way to them is swapped, as Kubernetes does', async () => {
  const folder = temporaryFolder();
  const version = (name: string, key: typeof one) => {
    mkdirSync(join(folder.path, name));
    writeFileSync(join(folder.path, name, 'keys.json'), JSON.stringify([key.entry]));
    symlinkSync(name, join(folder.path, '..data.new'));
    renameSync(join(folder.path, '..data.new'), join(folder.path, '..data'));
  };
  version('..1', one);
  symlinkSync('..data/keys.json', join(folder.path, 'keys.json'));
  const settings = { ACCESS: 'required', ACCESS_KEYS_FILE: join(folder.path, 'keys.json') };
  await withApp(settings, async (app) => {
    const statusOf = async ({ headers }: typeof one) =>
      (await app.post('/predict', ROW, headers)).status;
    expect([await statusOf(one), await statusOf(other)]).toEqual([200, 401]);
    version('..2', other);
    await until(async () => (await statusOf(other)) === 200, 'the new file is read');
    expect(await statusOf(one)).toBe(401);
  });
  folder.remove();
});

it('a limit is that of the key, else of everybody, and each caller has their own', async () => {
  const slow = aKey({ scopes: EVERYTHING, ratePerMinute: 2 });
  const file = new KeyFile(slow, one, other);
  await withApp({ ...file.settings, RATE_LIMIT_PER_MINUTE: '3' }, async (app) => {
    for (const [{ headers }, limit] of [
      [slow, 2],
      [one, 3],
      [other, 3],
    ] as const) {
      for (let left = limit - 1; left >= 0; left--) {
        const answer = await app.post('/predict', ROW, headers);
        expect(answer.status).toBe(200);
        expect(answer.headers.get('ratelimit-policy')).toBe(`"minute";q=${limit};w=60`);
        expect(answer.headers.get('ratelimit')).toMatch(new RegExp(`^"minute";r=${left};t=\\d+$`));
      }
      const answer = await app.request('/history', { headers });
      expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
      await expectProblem(answer, 'rate-limited');
    }
    // Whoever guesses is counted by their address, and keeps nobody else out.
    for (let sent = 0; sent < 3; sent++) {
      await expectProblem(await app.post('/predict', ROW), 'unauthenticated');
    }
    await expectProblem(await app.post('/predict', ROW), 'rate-limited');
    expect((await app.request('/health/ready')).status).toBe(200);
    expect((await app.request('/metrics', { headers: other.headers })).status).toBe(200);
  });
  file.remove();
});

it('nobody uses up the limit of a key, whatever they say their address is', async () => {
  const file = new KeyFile(one);
  const settings = { ...file.settings, RATE_LIMIT_PER_MINUTE: '2', TRUST_PROXY: '1' };
  await withApp(settings, async (app) => {
    const forged = { 'x-forwarded-for': `key:${one.entry.id}` };
    const statuses = [];
    for (const path of ['/predict', '/metrics', '/predict', '/metrics']) {
      const init = path === '/predict' ? { method: 'POST' } : {};
      statuses.push((await app.request(path, { ...init, headers: forged })).status);
    }
    expect(statuses).toEqual([401, 401, 429, 429]);
    expect((await app.post('/predict', ROW, one.headers)).status).toBe(200);
    const elsewhere = { 'x-forwarded-for': '192.0.2.7' };
    expect((await app.request('/history', { headers: elsewhere })).status).toBe(401);
  });
  file.remove();
});

describe('a server that cannot know who may', () => {
  const environment = { MODEL_DIR, HISTORY_URL: 'sqlite::memory:', LOG_LEVEL: 'warn' };

  it.each([
    [{ HOST: '0.0.0.0' }, /ACCESS: .*ACCESS=required.*ACCESS=open/],
    [{ ACCESS: 'required' }, /ACCESS: required needs ACCESS_KEYS_FILE or OIDC_ISSUER/],
    [{ ACCESS: 'required', ACCESS_KEYS_FILE: '/no/such/file' }, /ACCESS_KEYS_FILE .*ENOENT/],
    [{ ACCESS: 'required', ACCESS_KEYS_FILE: 'package.json' }, /ACCESS_KEYS_FILE .*array/],
    [{ ACCESS: 'required', OIDC_ISSUER: 'https://a.example' }, /OIDC_AUDIENCE/],
    [{ ACCESS: 'required', ACCESS_KEYS_FILE: '/no/such/file', WORKERS: '2' }, /ENOENT/],
  ])('does not start, and says the way out: %j', async (settings, words) => {
    const { code, output } = await runToExit({ ...environment, ...settings });
    expect(code).toBe(2);
    expect(output).toMatch(words);
  });
});
