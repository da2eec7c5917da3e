import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { totalOf } from './support/history.walk.js';
import { expectProblem } from './support/problem.js';
import { abandonRequest, rawRequest } from './support/raw.request.js';
import { ROW, startApp, type TestApp } from './support/test.app.js';
import { until } from './support/until.js';
import { chunked, csvOf, formOf, whole } from './support/upload.js';
import { withApp } from './support/with.app.js';

const JSON_TYPE = 'application/json';
const BODY_LIMIT = 1_024;
const FILE_LIMIT = 3_000;
const ROW_LIMIT = 3;

const arrayOf = (rows: number) => JSON.stringify(Array(rows).fill(ROW));
/** Text that means the same, of so many bytes. */
const fill = (text: string, bytes: number, filler: string) => text.padEnd(bytes, filler);

const ways = [
  ['with its length announced', whole],
  ['in chunks', chunked],
] as const;

describe('a limit', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({
      BODY_MAX_BYTES: String(BODY_LIMIT),
      BATCH_MAX_BYTES: String(FILE_LIMIT),
      BATCH_MAX_ROWS: String(ROW_LIMIT),
    });
  });
  afterAll(() => app.close());

  describe.each(ways)('of bytes, sent %s', (_, send) => {
    const bodies: [string, string, string, string, number, string][] = [
      ['a row', '/predict', JSON_TYPE, JSON.stringify(ROW), BODY_LIMIT, ' '],
      ['a CSV file', '/predict-batch', 'text/csv', csvOf(2), FILE_LIMIT, '\n'],
      ['a JSON array', '/predict-batch', JSON_TYPE, arrayOf(2), FILE_LIMIT, ' '],
    ];
    it.each(bodies)(
      'lets %s of exactly so many pass',
      async (_, path, type, text, limit, filler) => {
        const answer = await app.request(path, send(fill(text, limit, filler), type));
        expect(answer.status).toBe(200);
      },
    );

    it.each(bodies)('refuses %s of one more', async (_, path, type, text, limit, filler) => {
      const before = await totalOf(app);
      const answer = await app.request(path, send(fill(text, limit + 1, filler), type));
      await expectProblem(answer, 'too-large');
      expect(await totalOf(app)).toBe(before);
    });

    it('is told of while the file still comes', async () => {
      const before = await totalOf(app);
      const file = send(fill(csvOf(2), 3_000_000, '\n'), 'text/csv');
      await expectProblem(await app.request('/predict-batch', file), 'too-large');
      expect(await totalOf(app)).toBe(before);
    });
  });

  it('of bytes is the file’s, not the form’s', async () => {
    const send = (bytes: number) =>
      app.request('/predict-batch', { method: 'POST', body: formOf(fill(csvOf(2), bytes, '\n')) });
    expect((await send(FILE_LIMIT)).status).toBe(200);
    await expectProblem(await send(FILE_LIMIT + 1), 'too-large');
    await expectProblem(await send(3_000_000), 'too-large');
  });

  describe.each([
    ['a CSV file', 'text/csv', csvOf],
    ['a JSON array', JSON_TYPE, arrayOf],
  ])('of rows: %s', (_, type, bodyOf) => {
    it.each(['reject', 'skip'])('exactly so many pass, one more does not (%s)', async (onError) => {
      const path = `/predict-batch?onError=${onError}`;
      const before = await totalOf(app);
      const full = await app.request(path, whole(bodyOf(ROW_LIMIT), type));
      expect(await full.json()).toMatchObject({ rows: ROW_LIMIT });
      await expectProblem(await app.request(path, whole(bodyOf(ROW_LIMIT + 1), type)), 'too-large');
      expect(await totalOf(app)).toBe(before + ROW_LIMIT);
    });
  });

  it('of rows does not count the empty lines at the end', async () => {
    const answer = await app.postCsv('/predict-batch', `${csvOf(ROW_LIMIT)}\n\r\n\n`);
    expect(await answer.json()).toMatchObject({ rows: ROW_LIMIT });
  });
});

it('a JSON array may have 10,000 rows, and no more', () =>
  withApp({}, async (app) => {
    const send = (rows: number) => app.request('/predict-batch', whole(arrayOf(rows), JSON_TYPE));
    expect(await (await send(10_000)).json()).toMatchObject({ scored: 10_000 });
    await expectProblem(await send(10_001), 'too-large');
  }));

it('a client that sends more than it may is told when to come back', () =>
  withApp({ RATE_LIMIT_PER_MINUTE: '3' }, async (app) => {
    for (let sent = 0; sent < 3; sent++) expect((await app.post('/predict', ROW)).status).toBe(200);
    const answer = await app.post('/predict', ROW);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    await expectProblem(answer, 'rate-limited');
    await expectProblem(await app.request('/history'), 'rate-limited');
    expect((await app.request('/health/live')).status).toBe(200);
    expect((await app.request('/metrics')).status).toBe(200);
  }));

it('predictions beyond the queue wait for their turn', () =>
  withApp({ PREDICT_QUEUE: '1' }, async (app) => {
    const answers = await Promise.all(Array.from({ length: 64 }, () => app.post('/predict', ROW)));
    expect(answers.map(({ status }) => status)).toEqual(Array(64).fill(200));
  }));

it('predictions that waited a second are refused, and the others are all kept', () =>
  withApp({ PREDICT_QUEUE: '1', MICRO_BATCH_MAX_WAIT_MS: '700' }, async (app) => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => app.post('/predict', ROW)));
    const [good, refused] = [true, false].map((ok) => answers.filter((one) => one.ok === ok));
    for (const answer of refused ?? []) await expectProblem(answer, 'overloaded');
    const ids = await Promise.all(
      (good ?? []).map(async (one) => ((await one.json()) as { id: string }).id),
    );
    const history = await app.request('/history?limit=500');
    const { items } = (await history.json()) as { items: { id: string }[] };
    expect(items.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(ids).not.toHaveLength(0);
    expect(refused).not.toHaveLength(0);
    expect((await app.post('/predict', ROW)).status).toBe(200);
  }));

it('files beyond the queue are refused, and the others are answered', () =>
  withApp({ BATCH_WORKERS: '1', BATCH_QUEUE: '0' }, async (app) => {
    const uploads = [heldUpload(), heldUpload()];
    const answers = uploads.map(({ body }) =>
      app.request('/predict-batch', { ...chunked('', 'text/csv'), body }),
    );
    const first = await Promise.race(answers);
    await expectProblem(first, 'overloaded');
    for (const { finish } of uploads) finish();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 503]);
  }));

it('a file whose client goes away gives up its place, and leaves nothing behind', () =>
  withApp({ BATCH_WORKERS: '1', BATCH_QUEUE: '0' }, async (app) => {
    const head = 'POST /predict-batch HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/csv\r\n';
    const rest = `expect: 100-continue\r\ncontent-length: 1000000\r\n\r\n${csvOf(5_000)}`;
    await abandonRequest(app.url, head + rest);
    const answer = await until(async () => {
      const tried = await app.postCsv('/predict-batch', csvOf(1));
      return tried.status !== 503 && tried;
    }, 'the place is free');
    expect(answer.status).toBe(200);
    expect(await totalOf(app)).toBe(1);
  }));

it('a request that does not arrive in time is answered with 408', () =>
  withApp({ REQUEST_TIMEOUT_MS: '100' }, async (app) => {
    const head = 'POST /predict HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';
    const answers = await Promise.all([
      rawRequest(app.url, head),
      rawRequest(app.url, `${head}content-length: 100\r\n\r\n{"a":`),
    ]);
    for (const answer of answers) await expectProblem(answer, 'request-timeout');
  }));

/** A file whose last row comes when it is told to. */
function heldUpload() {
  let finish = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(Buffer.from(csvOf(1)));
      finish = () => controller.close();
    },
  });
  return { body, finish: () => finish() };
}
