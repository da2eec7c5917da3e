import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROW, startApp, type TestApp } from './support/test.app.js';

let app: TestApp;
let limited: TestApp;
beforeAll(async () => {
  app = await startApp({ BODY_MAX_BYTES: '2048' });
  limited = await startApp({ RATE_LIMIT_PER_MINUTE: '2' });
});
afterAll(() => Promise.all([app.close(), limited.close()]));

interface Sent {
  readonly body: string | Buffer;
  readonly headers?: Record<string, string>;
}

const post = async ({ body, headers }: Sent) => {
  const type = { 'content-type': 'application/json' };
  const answer = await app.request('/predict', {
    method: 'POST',
    headers: { ...type, ...headers },
    body: body as NonNullable<RequestInit['body']>,
  });
  const head = Object.fromEntries(answer.headers);
  const document = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, head, document };
};

/** What two answers to the same request have in common. */
const comparable = ({ status, head, document }: Awaited<ReturnType<typeof post>>) => {
  expect(head['x-request-id']).toMatch(/^[\w.-]+$/);
  expect(Number(head['content-length'])).toBeGreaterThan(0);
  return {
    status,
    type: head['content-type'],
    caching: status === 200 ? head['cache-control'] : null,
    document: { ...document, id: typeof document.id, createdAt: 0, requestId: 0 },
  };
};

describe('a plain POST /predict', () => {
  // Weighed media types are not plain, so the framework negotiates and answers.
  const FRAMEWORK = { accept: 'application/json;q=0.9' };

  it.each<[string, Sent]>([
    ['a row', { body: JSON.stringify(ROW) }],
    ['a row outside the training range', { body: JSON.stringify({ ...ROW, sepal_length: 12 }) }],
    [
      'a type with its charset',
      { body: JSON.stringify(ROW), headers: { 'content-type': 'application/json; charset=utf-8' } },
    ],
    ['faulty features', { body: '{"sepal_length":"x","colour":1}' }],
    ['no object', { body: '[1,2]' }],
    ['broken JSON', { body: '{"sepal_length":' }],
    ['no body', { body: '' }],
    ['no UTF-8', { body: Buffer.from([0x7b, 0xff, 0x7d]) }],
    ['too deep JSON', { body: '['.repeat(40) + ']'.repeat(40) }],
    ['too long a body', { body: JSON.stringify({ text: 'x'.repeat(3_000) }) }],
    ['another encoding', { body: JSON.stringify(ROW), headers: { 'content-encoding': 'gzip' } }],
    ['another type', { body: 'a,b', headers: { 'content-type': 'text/csv' } }],
  ])('is answered as the framework would answer it: %s', async (_, sent) => {
    const direct = await post(sent);
    const framework = await post({ ...sent, headers: { ...FRAMEWORK, ...sent.headers } });
    expect(comparable(direct)).toEqual(comparable(framework));
  });

  it('echoes a request id and stores it with the prediction', async () => {
    const { head, document } = await post({
      body: JSON.stringify(ROW),
      headers: { 'x-request-id': 'mine-1' },
    });
    expect(head['x-request-id']).toBe('mine-1');
    const stored = await app.request(`/history/${document.id}`);
    expect(await stored.json()).toMatchObject({ requestId: 'mine-1', inputs: ROW });
  });

  it('takes a body that comes in parts', async () => {
    const body = JSON.stringify(ROW);
    const status = await new Promise((resolve, reject) => {
      const sent = request(new URL('/predict', app.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': body.length },
      });
      sent.on('response', (answer) => resolve(answer.resume().statusCode));
      sent.on('error', reject);
      sent.flushHeaders();
      sent.write(body.slice(0, 20), () => sent.end(body.slice(20)));
    });
    expect(status).toBe(200);
  });

  it('is counted by its route', async () => {
    await post({ body: JSON.stringify(ROW) });
    const metrics = await (await app.request('/metrics')).text();
    expect(metrics).toMatch(
      /http_request_duration_seconds_count\{method="POST",route="\/predict",status="200"\} [1-9]/,
    );
  });

  it('is limited in its rate where that is asked for', async () => {
    const statuses = [];
    for (let sent = 0; sent < 3; sent++)
      statuses.push((await limited.post('/predict', ROW)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});
