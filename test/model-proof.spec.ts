import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphs } from './support/onnx.graph.js';
import { type ServerProcess, startProcess, stopAll } from './support/server.process.js';
import { temporaryFolder } from './support/test.app.js';
import { writeRegression, writeTinyModel } from './support/tiny.model.js';
import { until } from './support/until.js';

/** Processes that a process has started. */
function childrenOf({ pid }: ServerProcess['child']): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

/** One that has ended is there until somebody asks how. */
function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The process that proves the model of a service; between two tries there is none. */
const proverOf = ({ child }: ServerProcess): Promise<number> =>
  until(() => childrenOf(child)[0], 'a process proves the model');

const isGone = (pid: number) => until(() => !isAlive(pid), `process ${pid} has ended`);

/** Only Linux says whose children are whose. */
(process.platform === 'linux' ? describe : describe.skip)('while a graph runs for ever', () => {
  const folder = temporaryFolder();
  let servers: ServerProcess[];

  beforeAll(async () => {
    writeRegression(folder.path, 'endless', { graph: graphs.endless() });
    writeTinyModel(folder.path, 'log');
    const environment = { MODEL_DIR: folder.path, HISTORY_URL: 'sqlite::memory:' };
    servers = await Promise.all([1, 2, 3].map(() => startProcess(environment)));
  });
  afterAll(() => {
    stopAll();
    folder.remove();
  });

  it('the service answers, and says what it waits for', async () => {
    const [server] = servers as [ServerProcess];
    expect((await server.post('/predict', { x: 1 })).status).toBe(200);
    const { refused } = (await (await server.request('/models')).json()) as { refused: object };
    const reason = expect.stringMatching(/^model\.onnx: has not answered golden\.json yet/);
    expect(refused).toEqual([{ name: 'endless', version: '1', reason }]);
    expect((await server.request('/models/endless')).status).toBe(503);
    expect((await server.request('/health/ready')).status).toBe(503);
  });

  it('the service stops, and the process that runs it', async () => {
    const server = servers[1] as ServerProcess;
    const prover = await proverOf(server);
    expect(await server.stop('SIGTERM')).toBe(0);
    await isGone(prover);
  });

  it('the process that runs it ends when the service is killed', async () => {
    const server = servers[2] as ServerProcess;
    const prover = await proverOf(server);
    await server.stop('SIGKILL');
    await isGone(prover);
  });

  it('a process that ends by itself costs that model alone', async () => {
    const [server] = servers as [ServerProcess];
    process.kill(await proverOf(server), 'SIGKILL');
    const reason = await until(async () => {
      const { refused } = (await (await server.request('/models')).json()) as {
        refused: { reason: string }[];
      };
      return !refused[0]?.reason.includes('yet') && refused[0]?.reason;
    }, 'the model is given up');
    expect(reason).toBe('model.onnx: the process that loads it has ended (SIGKILL)');
  });
});
