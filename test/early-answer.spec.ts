import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from './support/problem.js';
import { rawExchange, rawRequest } from './support/raw.request.js';
import { CSV_HEADER, ROW, startApp, type TestApp } from './support/test.app.js';

const MiB = 1024 * 1024;
const CLOSE = 'connection: close\r\n';
const GOOD = `${Object.values(ROW).join(',')}\n`;
const csvOf = (header: string, line: string, bytes: number) =>
  `${header}\n${line.repeat(bytes / line.length)}`;
const TEXT = 'x'.repeat(5 * MiB);

const REFUSALS = [
  ['too long a row', '/predict', 'application/json', TEXT, 'too-large'],
  ['too long a file', '/predict-batch', 'text/csv', csvOf(CSV_HEADER, GOOD, 12 * MiB), 'too-large'],
  ['a file of no kind', '/predict-batch', 'image/png', TEXT, 'unsupported-media-type'],
  [
    'a file of other columns',
    '/predict-batch',
    'text/csv',
    csvOf('a,b', GOOD, MiB),
    'invalid-file',
  ],
  [
    'a faulty file',
    '/predict-batch',
    'text/csv',
    csvOf(CSV_HEADER, 'x,1,2,3\n', 7 * MiB),
    'invalid-file',
  ],
  ['a file for no model', '/predict-batch?model=none', 'text/csv', TEXT, 'unknown-model'],
  ['a body for nobody', '/nowhere', 'text/plain', TEXT, 'not-found'],
] as const;

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ BATCH_MAX_BYTES: String(8 * MiB) });
});
afterAll(() => app.close());

/** The client sends all of its request before it reads a byte, as many do. */
describe('a request that is refused before it was read', () => {
  const headOf = (path: string, type: string, length: number, more = '', version = '1.1') =>
    `POST ${path} HTTP/${version}\r\nhost: localhost\r\ncontent-type: ${type}\r\n` +
    `content-length: ${length}\r\n${more}\r\n`;

  describe.each([
    ['on a connection that closes', CLOSE, '1.1'],
    ['in HTTP/1.0', '', '1.0'],
  ])('%s', (_, more, version) => {
    it.each(REFUSALS)('is answered: %s', async (_, path, type, body, code) => {
      const request = headOf(path, type, body.length, more, version) + body;
      await expectProblem(await rawRequest(app.url, request), code);
    });
  });

  it('leaves a connection that stays to the next request', async () => {
    const first = headOf('/predict-batch?model=none', 'text/csv', TEXT.length) + TEXT;
    const next = `GET /health/live HTTP/1.1\r\nhost: localhost\r\n${CLOSE}\r\n`;
    const text = await rawExchange(app.url, [first, next]);
    expect(text.match(/(?<=HTTP\/1\.1 )\d+/g)).toEqual(['404', '200']);
  });
});

/** Sends for as long as it may. */
function sendForEver(path: string, type: string): Promise<{ answer: string; sent: number }> {
  const { hostname, port } = new URL(app.url);
  const piece = `${MiB.toString(16)}\r\n${'x'.repeat(MiB)}\r\n`;
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  let answer = '';
  return new Promise((resolve) => {
    const send = (fault?: Error | null) => {
      if (!fault && !socket.destroyed) socket.write(piece, 'latin1', send);
    };
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      answer += bytes;
    });
    socket.on('close', () => resolve({ answer, sent: socket.bytesWritten }));
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n`,
      send,
    );
  });
}

describe('a request that never ends', () => {
  it.each([
    ['/predict', 'application/json'],
    ['/predict-batch', 'text/csv'],
    ['/predict-batch?model=none', 'text/csv'],
  ])('is answered, and cut after 256 MiB: POST %s', async (path, type) => {
    const { answer, sent } = await sendForEver(path, type);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(sent).toBeGreaterThan(256 * MiB);
    expect(sent).toBeLessThan(320 * MiB);
  });
});
