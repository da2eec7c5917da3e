import { Agent, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { logOf, servingPids } from './support/server.log.js';
import { runToExit, type ServerProcess, startProcess, stopAll } from './support/server.process.js';
import { type TemporaryHistory, temporaryHistory } from './support/temporary.history.js';
import { MODEL_DIR, ROW } from './support/test.app.js';
import { until } from './support/until.js';
import { csvOf } from './support/upload.js';

const CLIENTS = 8;

let history: TemporaryHistory;
let server: ServerProcess;
beforeEach(async () => {
  history = temporaryHistory();
  server = await start();
});
afterEach(async () => {
  stopAll();
  await history.remove();
});

const start = () =>
  startProcess({ WORKERS: '2', MODEL_DIR, HISTORY_URL: history.url, LOG_LEVEL: 'info' });

/** Repeated while it is refused: MongoDB is connected to beside the start. */
async function call(path: string, body?: string, type?: string) {
  return until(async () => {
    const answer = await send(path, body, type);
    return answer.status !== 503 && answer;
  }, `${path} is not refused`);
}

/** Every call has a connection of its own, so the processes take turns. */
function send(path: string, body?: string, type = 'application/json') {
  const headers = body === undefined ? {} : { 'content-type': type, 'content-length': body.length };
  const method = body === undefined ? 'GET' : 'POST';
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request(new URL(path, server.url), { method, headers, agent: new Agent() });
    sent.on('response', async (answer) => {
      let text = '';
      try {
        for await (const part of answer.setEncoding('utf8')) text += part;
        resolve({ status: answer.statusCode, text });
      } catch (error) {
        reject(error);
      }
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const predict = async (): Promise<string> =>
  JSON.parse((await call('/predict', JSON.stringify(ROW))).text).id;

const pids = () =>
  new Set(
    logOf(server)
      .filter(({ msg }) => msg === 'request')
      .map(({ pid }) => pid),
  );

describe('several processes', () => {
  it('answer on one port, and each of them reads what the others stored', async () => {
    await servingPids(server, 2);
    for (let round = 0; round < 10; round++) {
      const id = await predict();
      expect((await call(`/history/${id}`)).status).toBe(200);
      expect((await call(`/history/${id}`)).status).toBe(200);
    }
    expect((await call('/predict-batch', csvOf(5_000), 'text/csv')).status).toBe(200);
    expect(JSON.parse((await call('/history/summary')).text).total).toBe(5_010);
    expect(await server.stop('SIGTERM')).toBe(0);
    expect(pids().size).toBe(2);
  });

  it('tell their metrics together', async () => {
    await servingPids(server, 2);
    await Promise.all(Array.from({ length: 10 }, predict));
    const { text } = await call('/metrics');
    expect(text).toContain('tabserve_predictions_total{model="iris",version="1"} 10');
    expect(text).toContain('tabserve_models{state="served"} 1');
    expect(text).toMatch(/http_request_duration_seconds_count\{[^}]*route="\/predict"[^}]*\} 10/);
  });

  it('lose nothing when one of them is killed under load, and are as many again', async () => {
    await servingPids(server, 2);
    const ids: string[] = [];
    let isReplaced = false;
    const clients = Array.from({ length: CLIENTS }, async () => {
      while (!isReplaced) await predictUntilRefused(ids, () => isReplaced);
    });
    try {
      while (ids.length < 50) await predict().then((id) => ids.push(id));
      const [victim] = await servingPids(server, 2);
      process.kill(victim as number, 'SIGKILL');
      await servingPids(server, 3);
    } finally {
      isReplaced = true;
    }
    await Promise.all(clients);
    expect(await missingFrom(ids)).toEqual([]);
    expect(JSON.parse((await call('/health/ready')).text).status).toBe('ok');
  });

  it('go with their primary process, which loses nothing either', async () => {
    await servingPids(server, 2);
    const ids: string[] = [];
    const clients = Array.from({ length: CLIENTS }, () => predictUntilRefused(ids));
    while (ids.length < 50) await predict().then((id) => ids.push(id));
    await server.stop('SIGKILL');
    await Promise.all(clients);
    server = await start();
    expect(await missingFrom(ids)).toEqual([]);
  });

  it('finish what was asked before they were told to stop', async () => {
    await servingPids(server, 2);
    const ids: string[] = [];
    const clients = Array.from({ length: CLIENTS }, () => predictUntilRefused(ids));
    while (ids.length < 50) await predict().then((id) => ids.push(id));
    expect(await server.stop('SIGTERM')).toBe(0);
    await Promise.all(clients);
    server = await start();
    expect(await missingFrom(ids)).toEqual([]);
  });
});

it('a service of several processes that cannot start says why and exits like one', async () => {
  const elsewhere = temporaryHistory(null);
  const { code, output } = await runToExit({
    WORKERS: '2',
    MODEL_DIR: 'no-such-folder',
    HISTORY_URL: elsewhere.url,
  });
  await elsewhere.remove();
  expect(code).toBe(1);
  expect(output).toContain('MODEL_DIR');
  const shared = await runToExit({ WORKERS: '2', MODEL_DIR, HISTORY_URL: 'sqlite::memory:' });
  expect(shared.code).toBe(1);
  expect(shared.output).toContain('A history in memory cannot be shared by processes.');
});

/** Predicts again and again, until its process or the whole service is gone, or it is enough. */
async function predictUntilRefused(ids: string[], isEnough = () => false): Promise<void> {
  while (!isEnough()) {
    try {
      ids.push(await predict());
    } catch {
      return;
    }
  }
}

/** Those that the history lacks. It is read once: some servers look for each id in all they have. */
async function missingFrom(ids: readonly string[]): Promise<string[]> {
  const { text } = await call('/history/export');
  const stored = new Set(text.split('\n').map((line) => line.split(',', 1)[0]));
  return ids.filter((id) => !stored.has(id));
}
