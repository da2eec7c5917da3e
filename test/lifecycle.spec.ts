import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lineOf } from './support/server.log.js';
import { runToExit, startProcess, stopAll } from './support/server.process.js';
import { type TemporaryHistory, temporaryHistory } from './support/temporary.history.js';
import { MODEL_DIR, ROW, startApp } from './support/test.app.js';
import { until } from './support/until.js';
import { csvOf } from './support/upload.js';

let history: TemporaryHistory;
beforeEach(() => {
  history = temporaryHistory();
});
afterEach(async () => {
  stopAll();
  await history.remove();
});

const start = (environment: Record<string, string> = {}) =>
  startProcess({ MODEL_DIR, HISTORY_URL: history.url, ...environment });

describe('starting', () => {
  it('lists every fault of the configuration at once, without its values, and exits with 2', async () => {
    const { code, output } = await runToExit({
      PORT: 'eight thousand',
      HISTORY_URL: 'postgres://user:hunter2@host/db',
      BATCH_MAX_ROWS: '-1',
    });
    expect(code).toBe(2);
    for (const name of ['PORT', 'HISTORY_URL', 'BATCH_MAX_ROWS']) expect(output).toContain(name);
    expect(output).not.toMatch(/hunter2|eight thousand/);
  });

  it.each([
    ['MODEL_DIR', 'no-such-folder', /^MODEL_DIR \S+\/no-such-folder cannot be read \(ENOENT\)$/],
    ['HISTORY_URL', 'sqlite:/proc/x/h.sqlite', /^The history \/proc\/x\/h.sqlite cannot .*ENOENT/],
    ['HISTORY_URL', 'sqlite:test', /^The history test cannot be opened/],
    ['HOST', '203.0.113.1', /^listen EADDRNOTAVAIL: address not available 203.0.113.1$/],
  ])('exits with 1 and says once what is wrong: %s=%s', async (name, value, words) => {
    const environment = { MODEL_DIR, HISTORY_URL: 'sqlite::memory:', LOG_LEVEL: 'warn' };
    const { code, output } = await runToExit({ ...environment, ACCESS: 'open', [name]: value });
    expect(code).toBe(1);
    expect(output).toMatch(words);
  });

  it('exits with 1 and says why when the port is taken', async () => {
    const server = await start();
    const { code, output } = await runToExit({
      PORT: new URL(server.url).port,
      MODEL_DIR,
      HISTORY_URL: 'sqlite::memory:',
    });
    expect(code).toBe(1);
    expect(output).toContain('EADDRINUSE');
    await server.stop('SIGTERM');
  });

  it('says in one line what is served and where the history goes, without the password', async () => {
    const server = await startProcess({
      MODEL_DIR,
      HISTORY_URL: 'mongodb://reader:hunter2@127.0.0.1:1/tabserve?authSource=admin',
    });
    expect(
      server.lines.filter((line) =>
        /serving .*history in mongodb:\/\/127\.0\.0\.1:1\/tabserve"/.test(line),
      ),
    ).toHaveLength(1);
    await server.stop('SIGTERM');
    expect(server.lines.join('\n')).not.toContain('hunter2');
  });
});

describe('a store that is down', () => {
  it('leaves the process live, not ready, and answering 503 without losing its head', async () => {
    const server = await startProcess({ MODEL_DIR, HISTORY_URL: 'mongodb://127.0.0.1:1/tabserve' });
    const statuses = async (paths: string[]) =>
      Promise.all(paths.map(async (path) => (await server.request(path)).status));
    expect(await statuses(['/health/live', '/health/ready', '/history', '/models'])).toEqual([
      200, 503, 503, 200,
    ]);
    const response = await server.post('/predict', ROW);
    expect([response.status, response.headers.has('retry-after')]).toEqual([503, true]);
    expect(await response.json()).toMatchObject({ type: '/problems/history-unavailable' });
    expect((await server.post('/predict?record=false', ROW)).status).toBe(200);
    expect(await server.stop('SIGTERM')).toBe(0);
  });
});

describe('stopping', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('exits with 0 on %s', async (signal) => {
    const server = await start();
    expect(await server.stop(signal)).toBe(0);
  });

  it('logs the signal and each stage of what it does about it', async () => {
    const server = await start();
    // MongoDB is connected to beside the start, and that is a line of the log as well.
    if (!history.url.startsWith('sqlite:')) {
      await lineOf(server, ({ msg }) => msg === 'The history is connected');
    }
    const { port, hostname } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const closed = once(socket, 'close');
    await server.post('/predict', ROW);
    socket.write('POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{');
    await server.post('/predict', ROW);
    const exit = server.stop('SIGTERM');
    await lineOf(server, ({ msg }) => msg.startsWith('draining'));
    socket.destroy();
    await Promise.all([closed, exit]);
    const stages = server.lines.map((line) => JSON.parse(line)).filter(({ context }) => context);
    const begun = stages.findIndex(({ msg }) => msg.startsWith('SIGTERM'));
    expect(stages.slice(begun).map(({ level, msg }) => `${level} ${msg}`)).toEqual([
      '30 SIGTERM received: stopping',
      '30 draining, requests under way: 1',
      '30 every connection is closed',
      '30 the history is closed',
      '30 stopped, exit code 0',
    ]);
  });

  it('ends no thread that is still loading its code', async () => {
    const loading = new Set<Worker>();
    const ended: boolean[] = [];
    const watch = (message: unknown) => {
      const { worker } = message as { worker: Worker };
      loading.add(worker);
      worker.once('message', () => loading.delete(worker));
      worker.once('exit', () => ended.push(!loading.has(worker)));
    };
    subscribe('worker_threads', watch);
    const app = await startApp({ HISTORY_URL: 'sqlite::memory:' });
    await app.close();
    unsubscribe('worker_threads', watch);
    expect(ended).toEqual([true]);
  });

  it('answers what it has begun, and stores it', async () => {
    const server = await start({ SHUTDOWN_TIMEOUT_MS: '60000' });
    const batch = server.postCsv('/predict-batch', csvOf(200_000));
    // The file is under way once a later request was answered.
    await server.post('/predict', ROW);
    const exit = server.stop('SIGTERM');
    const { batchId, scored } = (await (await batch).json()) as { batchId: string; scored: number };
    expect([scored, await exit]).toEqual([200_000, 0]);
    const again = await start();
    expect((await again.request(`/batches/${batchId}`)).status).toBe(200);
    await again.stop('SIGTERM');
  });

  it('stays live and serving, but not ready, during the drain delay', async () => {
    const server = await start({ DRAIN_DELAY_MS: '1500' });
    const exit = server.stop('SIGTERM');
    const ready = async () => (await server.request('/health/ready')).status;
    await until(async () => (await ready()) === 503, 'the service is not ready');
    expect((await server.request('/health/live')).status).toBe(200);
    expect((await server.post('/predict', ROW)).status).toBe(200);
    expect(await exit).toBe(0);
  });

  it('cuts a request that never ends when its time is up', async () => {
    const server = await start({ SHUTDOWN_TIMEOUT_MS: '300' });
    const { port, hostname } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(
      'POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{',
    );
    socket.on('error', () => {});
    await server.post('/predict', ROW);
    expect(await server.stop('SIGTERM')).toBe(0);
  });
});
