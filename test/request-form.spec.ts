import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from './support/problem.js';
import { rawRequest } from './support/raw.request.js';
import { ROW, startApp, type TestApp } from './support/test.app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const BODY = JSON.stringify(ROW);

/** The two ways to an answer: past the framework, and through it. */
const WAYS = [
  ['a plain prediction', '/predict'],
  ['any other route', '/predict?record=false'],
] as const;

describe.each(WAYS)('%s', (_, path) => {
  const send = (version: string, hosts: readonly string[], type = 'application/json') =>
    rawRequest(
      app.url,
      `POST ${path} HTTP/${version}\r\n${hosts.map((host) => `${host}\r\n`).join('')}` +
        `Content-Type: ${type}\r\nContent-Length: ${BODY.length}\r\nConnection: close\r\n\r\n${BODY}`,
    );

  it('takes one Host header', async () => {
    expect((await send('1.1', ['Host: localhost'])).status).toBe(200);
  });

  it.each([
    ['two hosts', ['Host: localhost', 'Host: y']],
    ['a host said twice', ['Host: localhost', 'Host: localhost']],
    ['a host in another case', ['HOST: x', 'hOsT: y']],
  ])('refuses %s', async (_name, hosts) => {
    await expectProblem(await send('1.1', hosts), 'malformed-request');
  });

  it('takes HTTP/1.0, which needs no host, and refuses versions that are not 1', async () => {
    expect((await send('1.0', [])).status).toBe(200);
    await expectProblem(await send('2.0', ['Host: localhost']), 'malformed-request');
    await expectProblem(await send('0.9', ['Host: localhost']), 'malformed-request');
  });

  it.each(['application/json-seq', 'application/json+x', 'application/jsonp'])(
    'takes %s for no JSON',
    async (type) => {
      await expectProblem(await send('1.1', ['Host: localhost'], type), 'unsupported-media-type');
    },
  );

  it.each(['application/json;charset=UTF-8', 'Application/JSON ; charset="utf-8"'])(
    'takes %s for JSON',
    async (type) => {
      expect((await send('1.1', ['Host: localhost'], type)).status).toBe(200);
    },
  );
});

it('a file of a type that only begins like CSV is no file', async () => {
  const answer = await app.postCsv('/predict-batch', 'a\n1\n', {
    'content-type': 'text/csv-schema',
  });
  await expectProblem(answer, 'unsupported-media-type');
});

it('GET requests are held to the same form', async () => {
  const get = 'GET /models HTTP/1.1\r\nHost: localhost\r\nHost: y\r\nConnection: close\r\n\r\n';
  await expectProblem(await rawRequest(app.url, get), 'malformed-request');
});
