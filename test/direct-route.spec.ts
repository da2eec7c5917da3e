import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { totalOf } from './support/history.walk.js';
import { comparable, PLAIN_PREDICTIONS, predict, type Sent } from './support/plain.prediction.js';
import { abandonRequest, rawExchange } from './support/raw.request.js';
import { ROW, startApp, type TestApp } from './support/test.app.js';

let app: TestApp;
let limited: TestApp;
beforeAll(async () => {
  app = await startApp({ BODY_MAX_BYTES: '2048' });
  limited = await startApp({ RATE_LIMIT_PER_MINUTE: '2' });
});
afterAll(() => Promise.all([app.close(), limited.close()]));

const post = (sent: Sent) => predict(app, sent);

describe('a plain POST /predict', () => {
  // Weighed media types are not plain, so the framework negotiates and answers.
  const FRAMEWORK = { accept: 'application/json;q=0.9' };

  it.each(PLAIN_PREDICTIONS)(
    'is answered as the framework would answer it: %s',
    async (_, sent) => {
      const direct = await post(sent);
      const framework = await post({ ...sent, headers: { ...FRAMEWORK, ...sent.headers } });
      expect(comparable(direct)).toEqual(comparable(framework));
      // A body that is not taken closes its connection.
      const names = Object.keys(direct.head).filter((name) => name !== 'vary');
      if (direct.status === 200) expect(names).toEqual(Object.keys(framework.head));
    },
  );

  it('echoes a request id and stores it with the prediction', async () => {
    const { head, document } = await post({
      body: JSON.stringify(ROW),
      headers: { 'x-request-id': 'mine-1' },
    });
    expect(head['x-request-id']).toBe('mine-1');
    const stored = await app.request(`/history/${document.id}`);
    expect(await stored.json()).toMatchObject({ requestId: 'mine-1', inputs: ROW });
  });

  const body = JSON.stringify(ROW);
  const head = (length: number, more = '', version = '1.1') =>
    `POST /predict HTTP/${version}\r\nHost: localhost\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${length}\r\n${more}\r\n`;
  const closing = 'Connection: close\r\n';
  const statuses = (text: string) => text.match(/HTTP\/1\.1 \d+/g)?.map((line) => line.slice(9));

  it('takes a body that comes in parts', async () => {
    const parts = [head(body.length, closing), ...body.match(/.{1,20}/g)!];
    const text = await rawExchange(app.url, parts);
    expect(statuses(text)).toEqual(['200']);
    expect(text).toContain('"label":"setosa"');
  });

  it('answers requests that did not wait for the ones before them, in their order', async () => {
    const first = head(body.length, 'X-Request-Id: one\r\n') + body;
    const faulty = `${head(2, 'X-Request-Id: two\r\n')}{}`;
    const other = 'GET /models HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: three\r\n\r\n';
    const last = head(body.length, `X-Request-Id: four\r\n${closing}`) + body;
    const text = await rawExchange(app.url, [first + faulty + other + last]);
    expect(statuses(text)).toEqual(['200', '422', '200', '200']);
    expect(text.match(/(?<=x-request-id: )\w+/g)).toEqual(['one', 'two', 'three', 'four']);
  });

  it('keeps a connection for the next request, and closes it for a client that asks to', async () => {
    const kept = head(body.length) + body;
    const text = await rawExchange(app.url, [kept, kept, head(body.length, closing) + body]);
    expect(text.match(/(?<=^connection: )[\w-]+/gim)).toEqual([
      'keep-alive',
      'keep-alive',
      'close',
    ]);
    expect(text.match(/^keep-alive: timeout=\d+$/gim)).toHaveLength(2);
  });

  it('answers a client of HTTP/1.0, and one that waits to be asked for its body', async () => {
    const old = await rawExchange(app.url, [head(body.length, '', '1.0') + body]);
    expect(statuses(old)).toEqual(['200']);
    const asked = [head(body.length, `Expect: 100-continue\r\n${closing}`), body];
    expect(statuses(await rawExchange(app.url, asked))).toEqual(['100', '200']);
  });

  it('stores nothing of a body that breaks off, and goes on', async () => {
    const before = await totalOf(app);
    await abandonRequest(app.url, head(body.length, 'Expect: 100-continue\r\n') + body.slice(0, 9));
    await post({ body });
    expect(await totalOf(app)).toBe(before + 1);
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
