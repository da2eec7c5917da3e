import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Code, expectProblem, PROBLEM_STATUS } from './support/problem.js';
import { rawRequest } from './support/raw.request.js';
import { ROW, startApp, type TestApp } from './support/test.app.js';
import { whole } from './support/upload.js';

const ABSENT = '0190a0a0-0000-7000-8000-000000000000';
const JSON_TYPE = 'application/json';
const ROUTES = [
  ['POST', '/predict'],
  ['POST', '/predict-batch'],
  ['GET', '/history'],
  ['GET', '/history/summary'],
  ['GET', '/history/export'],
] as const;

describe('a refused request', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const send = (method: string, path: string, headers: Record<string, string> = {}) =>
    app.request(path, {
      method,
      headers: method === 'POST' ? { 'content-type': JSON_TYPE, ...headers } : headers,
      ...(method === 'POST' ? { body: JSON.stringify(ROW) } : {}),
    });

  describe('400: the query makes no sense', () => {
    it.each([
      ['POST', '/predict?record=maybe', 'record'],
      ['POST', '/predict?record=', 'record'],
      ['POST', '/predict?record=false&record=true', 'record'],
      ['POST', '/predict?model=iris&model=iris', 'model'],
      ['POST', `/predict?version=${'9'.repeat(65)}`, 'version'],
      ['POST', '/predict-batch?record=0', 'record'],
      ['POST', '/predict-batch?onError=ignore', 'onError'],
      ['POST', '/predict-batch?onError=skip&onError=skip', 'onError'],
      ['POST', `/predict-batch?model=${'m'.repeat(65)}`, 'model'],
      ...['0', '501', '-1', '1.5', 'ten', '', '0x10', '1e2', '%zz', '5&limit=5'].map((limit) => [
        'GET',
        `/history?limit=${limit}`,
        'limit',
      ]),
      ...ROUTES.slice(2).flatMap(([method, path]) => [
        [method, `${path}?source=file`, 'source'],
        [method, `${path}?batchId=1`, 'batchId'],
        [method, `${path}?from=yesterday`, 'from'],
        [method, `${path}?from=1700000000000`, 'from'],
        [method, `${path}?from=2024-01-01&from=2024-01-02`, 'from'],
        [method, `${path}?to=2024-13-01`, 'to'],
        [method, `${path}?to=2024-02-30`, 'to'],
        [method, `${path}?label=a&label=b`, 'label'],
        [method, `${path}?model[name]=a`, 'model[name]'],
      ]),
      ...ROUTES.flatMap(([method, path]) => [
        [method, `${path}?modle=iris`, 'modle'],
        [method, `${path}?constructor=1`, 'constructor'],
      ]),
      ['GET', '/history/summary?limit=5', 'limit'],
      ['GET', '/history/export?cursor=x', 'cursor'],
    ] as [string, string, string][])('%s %s', async (method, path, name) => {
      const { errors } = await expectProblem(await send(method, path), 'malformed-request');
      expect(errors).toEqual([expect.objectContaining({ pointer: `/query/${name}` })]);
    });

    it.each(['x', '%00', 'a'.repeat(1_024), 'MDE5MGEwYTAuMC54'])('cursor %s', async (cursor) => {
      await expectProblem(await app.request(`/history?cursor=${cursor}`), 'malformed-request');
    });
  });

  describe('404: nothing is there', () => {
    it.each([
      ['GET', '/index', 'not-found'],
      ['GET', '/nothing', 'not-found'],
      ['GET', '/predict/more', 'not-found'],
      ['GET', '/history/x', 'not-found'],
      ['GET', `/history/${ABSENT}`, 'not-found'],
      ['GET', `/history/${ABSENT}.1`, 'not-found'],
      ['GET', `/history/${'a'.repeat(300)}`, 'not-found'],
      ['GET', '/history/%zz', 'not-found'],
      ['GET', '/history/%ff', 'not-found'],
      ['GET', '/%c0%af', 'not-found'],
      ['GET', '/batches/x', 'not-found'],
      ['GET', `/batches/${ABSENT}`, 'not-found'],
      ['GET', `/batches/${ABSENT}/results`, 'not-found'],
      ['GET', '/problems/none', 'not-found'],
      ['GET', '/problems/toString', 'not-found'],
      ['GET', '/models/none', 'unknown-model'],
      ['GET', '/models/__proto__', 'unknown-model'],
      ['GET', '/models/iris/versions/9', 'unknown-model'],
      ['POST', '/predict?model=none', 'unknown-model'],
      ['POST', '/predict?model=', 'unknown-model'],
      ['POST', '/predict?model=../iris', 'unknown-model'],
      ['POST', '/predict?version=9', 'unknown-model'],
      ['POST', '/predict-batch?model=none', 'unknown-model'],
      ['POST', '/predict-batch?model=iris&version=9', 'unknown-model'],
    ] as [string, string, Code][])('%s %s is %s', async (method, path, code) => {
      await expectProblem(await send(method, path), code);
    });

    it.each(['{', 'x'])('also when %s is sent there as JSON', async (body) => {
      await expectProblem(await app.request('/nothing', whole(body, JSON_TYPE)), 'not-found');
    });
  });

  describe('405: the route does not take the method', () => {
    it.each([
      ['GET', '/predict', 'POST'],
      ['DELETE', '/predict?model=none', 'POST'],
      ['OPTIONS', '/predict-batch/', 'POST'],
      ['PUT', '/history', 'GET, HEAD'],
      ['POST', '/history/summary', 'GET, HEAD'],
      ['DELETE', `/history/${ABSENT}`, 'GET, HEAD'],
      ['PATCH', `/batches/${ABSENT}`, 'GET, HEAD'],
      ['POST', `/batches/${ABSENT}/results`, 'GET, HEAD'],
      ['POST', '/models', 'GET, HEAD'],
      ['POST', '/models/iris/versions/1', 'GET, HEAD'],
      ['POST', '/health/live', 'GET, HEAD'],
      ['DELETE', '/metrics', 'GET, HEAD'],
      ['POST', '/openapi.json', 'GET, HEAD'],
      ['POST', '/problems/internal', 'GET, HEAD'],
    ])('%s %s answers Allow: %s', async (method, path, allow) => {
      const answer = await send(method, path);
      expect(answer.headers.get('allow')).toBe(allow);
      await expectProblem(answer, 'method-not-allowed');
    });

    it.each([
      [JSON_TYPE, '{'],
      ['text/plain', 'x'],
      ['text/csv', 'a,b'],
    ])('also with a body of %s', async (type, body) => {
      const answer = await app.request('/predict', { ...whole(body, type), method: 'PUT' });
      await expectProblem(answer, 'method-not-allowed');
    });
  });

  it.each([
    ['POST', '/predict', 'text/csv'],
    ['POST', '/predict', 'application/json;q=0'],
    ['POST', '/predict-batch', 'application/xml'],
    ['GET', '/history', 'text/csv'],
    ['GET', `/history/${ABSENT}`, 'text/html'],
    ['GET', '/history/summary', 'text/csv'],
    ['GET', '/history/export', 'application/json'],
    ['GET', `/batches/${ABSENT}`, 'text/csv'],
    ['GET', `/batches/${ABSENT}/results`, 'application/json'],
    ['GET', '/models', 'text/html'],
    ['GET', '/models/iris', 'nonsense'],
    ['GET', '/health/ready', 'text/html'],
  ])('406: %s %s is not answered as %s', async (method, path, accept) => {
    await expectProblem(await send(method, path, { accept }), 'not-acceptable');
  });

  describe('X-Request-Id', () => {
    const give = (id: string) => app.post('/predict', ROW, { 'x-request-id': id });

    it.each(['a', 'A-z_0.9', 'x'.repeat(128)])('%s is echoed and stored', async (id) => {
      const answer = await give(id);
      expect(answer.headers.get('x-request-id')).toBe(id);
      const { id: prediction } = (await answer.json()) as { id: string };
      const item = await app.request(`/history/${prediction}`);
      expect(await item.json()).toMatchObject({ requestId: id });
    });

    it.each(['x'.repeat(129), 'a b', '<script>', 'a/b', 'a,b', '\u00e4', ''])(
      '"%s" is replaced',
      async (id) => {
        const echoed = (await give(id)).headers.get('x-request-id');
        expect(echoed).toMatch(/^[0-9a-f-]{36}$/);
      },
    );

    it('given twice is replaced', async () => {
      const twice = 'x-request-id: a\r\nx-request-id: b\r\n';
      const answer = await rawRequest(
        app.url,
        `GET /models HTTP/1.1\r\nhost: localhost\r\n${twice}connection: close\r\n\r\n`,
      );
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('is in every problem, and a different one in each', async () => {
      const [one, two] = await Promise.all([
        expectProblem(await app.request('/nothing'), 'not-found'),
        expectProblem(await app.request('/nothing'), 'not-found'),
      ]);
      expect(one.requestId).not.toBe(two.requestId);
    });
  });

  it('names what was asked for', async () => {
    const { instance } = await expectProblem(await app.request('/none?a=b'), 'not-found');
    expect(instance).toBe('/none?a=b');
  });

  it.each(Object.entries(PROBLEM_STATUS))('/problems/%s explains it', async (code, status) => {
    const page = await app.request(`/problems/${code}`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await page.text()).toContain(`${status} ${code}`);
    const index = await app.request('/problems');
    expect(await index.text()).toContain(`href="/problems/${code}"`);
  });

  it('is answered to HEAD without a body', async () => {
    const answer = await app.request('/nothing', { method: 'HEAD' });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
  });

  it('is a problem even when it is no HTTP', async () => {
    const answers = await Promise.all([
      rawRequest(app.url, 'nonsense\r\n\r\n'),
      rawRequest(app.url, 'FOO / HTTP/1.1\r\nhost: localhost\r\n\r\n'),
      rawRequest(app.url, 'GET /models HTTP/1.1\r\nhost: localhost\r\nbroken header\r\n\r\n'),
      rawRequest(app.url, 'POST /predict HTTP/1.1\r\nhost: localhost\r\ncontent-length: x\r\n\r\n'),
    ]);
    for (const answer of answers) await expectProblem(answer, 'malformed-request');
  });

  it.each(['GET //history', 'GET /..%2f..', 'GET /%00', 'GET /history/../../etc/passwd'])(
    '%s is not found',
    async (line) => {
      const answer = await rawRequest(
        app.url,
        `${line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
      );
      await expectProblem(answer, 'not-found');
    },
  );

  it('is 431 when its headers are larger than 16 KiB', async () => {
    const big = `GET /models HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(17_000)}\r\n\r\n`;
    await expectProblem(await rawRequest(app.url, big), 'header-too-large');
    const line = `GET /${'x'.repeat(17_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`;
    await expectProblem(await rawRequest(app.url, line), 'header-too-large');
  });
});
