import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lineOf } from './support/server.log.js';
import { type ServerProcess, startProcess, stopAll } from './support/server.process.js';
import { type TemporaryHistory, temporaryHistory } from './support/temporary.history.js';
import { MODEL_DIR } from './support/test.app.js';
import { csvOf } from './support/upload.js';

let history: TemporaryHistory;
let server: ServerProcess;
beforeAll(async () => {
  history = temporaryHistory(null);
  server = await startProcess({ MODEL_DIR, LOG_LEVEL: 'info', HISTORY_URL: history.url });
  expect((await server.postCsv('/predict-batch', csvOf(100_000))).status).toBe(200);
});
afterAll(async () => {
  stopAll();
  await history.remove();
});

const get = (path: string, id: string) =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ${id}\r\n\r\n`;
const upload = (csv: string, id: string) =>
  `POST /predict-batch HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ${id}\r\nContent-Type: text/csv\r\n` +
  `Accept: text/csv\r\nContent-Length: ${csv.length}\r\n\r\n${csv}`;

/** Sends a request, and goes when `until` resolves or its answer has begun. */
function leave(text: string, until = () => Promise.resolve()): Promise<void> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(text, () => until().then(() => socket.destroy(), reject));
    });
    socket.once('data', () => socket.destroy());
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
}

const never = () => new Promise<void>(() => {});

/** Lets the server do something else for so many requests. */
async function meanwhile(requests: number): Promise<void> {
  for (let sent = 0; sent < requests; sent++) await server.request('/health/live');
}

/** The line about a request, once it is there. */
const lineAbout = (id: string) => lineOf(server, ({ requestId }) => requestId === id);

describe('a client that leaves', () => {
  it.each([
    ['an export half way', get('/history/export', 'gone-1'), never, 'gone-1'],
    ['an export at once', get('/history/export', 'gone-2'), undefined, 'gone-2'],
    ['its upload', upload(csvOf(9), 'gone-3').slice(0, -9), undefined, 'gone-3'],
  ])('%s is told to have left', async (_, text, until, id) => {
    await leave(text, until);
    expect(await lineAbout(id)).toMatchObject({ level: 30, status: 499 });
  });

  it('is counted', async () => {
    const metrics = await (await server.request('/metrics')).text();
    expect(metrics).toContain('_count{method="GET",route="/history/export",status="499"} 2');
  });

  it('is nothing that went wrong, however far its file has come', async () => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const text = upload(csvOf(100 + 150 * attempt), `file-${attempt}`);
      await leave(text, () => meanwhile(attempt % 4));
      await lineAbout(`file-${attempt}`);
    }
    expect(await server.stop('SIGTERM')).toBe(0);
    expect(server.lines.filter((line) => JSON.parse(line).level > 30)).toEqual([]);
  });
});
