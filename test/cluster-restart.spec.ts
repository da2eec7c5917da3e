import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isServing, type LogLine, lineOf, linesOf, servingPids } from './support/server.log.js';
import { runToExit, type ServerProcess, startProcess, stopAll } from './support/server.process.js';
import { callsTo } from './support/service.calls.js';
import { MODEL_DIR, ROW } from './support/test.app.js';

let folder: string;
let models: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tabserve-restart-'));
  models = join(folder, 'model');
  cpSync(MODEL_DIR, models, { recursive: true });
});
afterEach(() => {
  stopAll();
  rmSync(folder, { recursive: true });
});

const environment = () => ({
  WORKERS: '2',
  MODEL_DIR: models,
  HISTORY_URL: `sqlite:${folder}/history.sqlite`,
  LOG_LEVEL: 'debug',
});

describe('a process that is replaced', () => {
  it('is tried again when the new one cannot start, while the others serve', async () => {
    const server = await startProcess(environment());
    const [victim] = await servingPids(server, 2);
    renameSync(models, `${models}.away`);
    process.kill(victim as number, 'SIGKILL');
    const [gone, failed, again] = await gaps(server, 3);
    expect([gone, failed, again]).toEqual([
      { reason: 'ended with SIGKILL', ms: 1_000, serving: 1 },
      { reason: `MODEL_DIR ${models} cannot be read (ENOENT)`, ms: 2_000, serving: 1 },
      { reason: `MODEL_DIR ${models} cannot be read (ENOENT)`, ms: 4_000, serving: 1 },
    ]);
    expect((await predict(server.url)).status).toBe(200);
    renameSync(`${models}.away`, models);
    const pids = await servingPids(server, 3);
    process.kill(pids.at(-1) as number, 'SIGKILL');
    expect((await gaps(server, 4)).at(-1)).toMatchObject({ ms: 1_000 });
    expect(await server.stop('SIGTERM')).toBe(0);
  });

  it('is tried again when the new one is killed while it starts', async () => {
    const server = await startProcess(environment());
    const [victim, other] = await servingPids(server, 2);
    process.kill(victim as number, 'SIGKILL');
    const starting = await lineOf(server, ({ pid, msg }) => {
      return ![victim, other, server.child.pid].includes(pid) && /Starting/.test(msg);
    });
    process.kill(starting.pid, 'SIGKILL');
    expect((await gaps(server, 2)).at(-1)).toEqual({
      reason: 'ended with SIGKILL',
      ms: 2_000,
      serving: 1,
    });
    await servingPids(server, 3);
    expect(await server.stop('SIGTERM')).toBe(0);
  });

  it('comes back when all processes were killed at once', async () => {
    const server = await startProcess(environment());
    for (const pid of await servingPids(server, 2)) process.kill(pid, 'SIGKILL');
    await servingPids(server, 4);
    // They let go of the port, so they may have another one now.
    const { msg } = (await linesOf(server, isServing, 4)).at(-1) as LogLine;
    expect((await predict(/http:[^,]+/.exec(msg)?.[0] as string)).status).toBe(200);
    expect(await server.stop('SIGTERM')).toBe(0);
  });

  it('is not waited for when the service is told to stop', async () => {
    const server = await startProcess(environment());
    const [victim] = await servingPids(server, 2);
    process.kill(victim as number, 'SIGKILL');
    await gaps(server, 1);
    expect(await server.stop('SIGTERM')).toBe(0);
    expect(server.lines.join('\n')).toContain('every process has stopped');
  });
});

it('processes that cannot start from the first on say so once, and end the service', async () => {
  rmSync(models, { recursive: true });
  const { code, output } = await runToExit({ ...environment(), LOG_LEVEL: 'info', WORKERS: '4' });
  expect(code).toBe(1);
  expect(output.split('MODEL_DIR')).toHaveLength(2);
});

/** What was said of processes that are gone. */
const gaps = async (server: ServerProcess, count: number) =>
  (await linesOf(server, ({ msg }) => /a process is gone/.test(msg), count)).map(
    ({ reason, ms, serving }) => ({ reason, ms, serving }),
  );

const predict = (url: string) => callsTo(url).post('/predict', ROW, { connection: 'close' });
