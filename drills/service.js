import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

const START_LIMIT_MS = 60_000;

/**
 * Starts the service that was built, and waits until it is ready.
 * @param settings beside the port
 * @returns its process, its address, and the ids of its workers, where it has any
 */
export async function startService(settings) {
  const port = await freePort();
  const child = spawn(process.execPath, [resolve('dist/main.js')], {
    env: { PATH: process.env.PATH, PORT: port, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const pids = new Set();
  createInterface(child.stdout).on('line', (line) => {
    const pid = /serving/.test(line) && Number(/"pid":(\d+)/.exec(line)?.[1]);
    if (pid && pid !== child.pid) pids.add(pid);
  });
  const startedAt = performance.now();
  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() - startedAt > START_LIMIT_MS) {
      throw new Error(`The service does not start (exit code ${child.exitCode})`);
    }
    await setTimeout(20);
  }
  return { child, url, workers: [...pids] };
}

/** The minimal standard generator: the same seed makes the same drill. */
export function generator(seed) {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

export function say(text) {
  process.stdout.write(`${text}\n`);
}

function isReady(url) {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return String(port);
}
