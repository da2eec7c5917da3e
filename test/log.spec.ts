import { type ChildProcess, execFileSync, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePorts } from './support/load.balancer.js';
import { callsTo } from './support/service.calls.js';
import { MODEL_DIR, ROW } from './support/test.app.js';
import { until } from './support/until.js';

const { O_RDONLY, O_WRONLY, O_NONBLOCK } = constants;
/** As many lines as fill what may wait for its output: each holds its URL. */
const REQUESTS = 600;
const URL_LENGTH = 8_000;

let folder: string;
let child: ChildProcess;
let open: number[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tabserve-log-'));
  open = [];
});
afterEach(() => {
  child.kill('SIGKILL');
  for (const fd of open) closeSync(fd);
  rmSync(folder, { recursive: true });
});

/** What standard output is that takes nothing, or no more. */
const stuck: [string, () => number | 'pipe'][] = [
  ['a pipe whose reader has stopped', () => opened(fifo(), 'r+')],
  ['a socket whose reader has stopped', () => 'pipe'],
  ['a pipe whose reader is gone', () => pipeWithoutReader()],
  ['a full device', () => opened('/dev/full', 'w')],
];

describe.each(stuck)('a log on %s', (_, output) => {
  it.each(['1', '2'])(
    'holds up nothing, and what is lost is counted: WORKERS=%s',
    async (count) => {
      const environment = { WORKERS: count, HISTORY_URL: `sqlite:${folder}/history.sqlite` };
      await expectService(await start(environment, ['ignore', output(), 'ignore']));
    },
  );
});

describe('a log', () => {
  it('on a file that can grow no more holds up nothing', async () => {
    const path = join(folder, 'log');
    await expectService(await start({}, ['ignore', opened(path, 'w'), 'ignore'], 'ulimit -f 8;'));
    const text = readFileSync(path, 'utf8');
    expect(text).toHaveLength(8 * 1024);
  });

  it('on a closed output is no reason not to serve', async () => {
    const url = await start({}, ['ignore', 'ignore', 'ignore'], 'exec >&-;');
    expect((await predict(url)).status).toBe(200);
    expect(await stop()).toBe(0);
  });

  it('tells all that was logged before the end, in its order', async () => {
    const path = join(folder, 'log');
    const url = await start({}, ['ignore', opened(path, 'w'), 'ignore']);
    await logMuch(url);
    await stop();
    const lines = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const numbers = lines.map(({ url = '' }) => /\?(\d+)/.exec(url)?.[1]).filter(Boolean);
    expect(numbers.map(Number)).toEqual(Array.from({ length: REQUESTS }, (_, number) => number));
    expect(lines.at(-1).msg).toBe('stopped, exit code 0');
  });
});

describe('a fault of the configuration', () => {
  it.each([
    ['a full device', () => opened('/dev/full', 'w')],
    ['a pipe whose reader has stopped', () => fullPipe()],
  ])('ends the process with 2 when standard error is %s', async (_, stderr) => {
    child = spawnService({ PORT: 'none' }, ['ignore', 'ignore', stderr()]);
    expect((await once(child, 'exit'))[0]).toBe(2);
  });
});

function fifo(): string {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

function opened(path: string, flags: string | number): number {
  const fd = openSync(path, flags);
  open.push(fd);
  return fd;
}

function pipeWithoutReader(): number {
  const path = fifo();
  const reader = openSync(path, O_RDONLY | O_NONBLOCK);
  const writer = opened(path, O_WRONLY);
  closeSync(reader);
  return writer;
}

/** Who opens a pipe for both is its reader as well. */
function fullPipe(): number {
  const fd = opened(fifo(), 'r+');
  execFileSync('sh', ['-c', 'head -c 65536 /dev/zero'], { stdio: ['ignore', fd, 'ignore'] });
  return fd;
}

function spawnService(environment: Record<string, string>, stdio: StdioOptions, shell = '') {
  return spawn('bash', ['-c', `${shell} exec "$0" dist/main.js`, process.execPath], {
    env: {
      PATH: process.env.PATH ?? '',
      MODEL_DIR,
      HISTORY_URL: 'sqlite::memory:',
      ...environment,
    },
    stdio,
  });
}

/** Starts the service, which cannot say where it serves, and waits until it is live. */
async function start(
  environment: Record<string, string>,
  stdio: StdioOptions,
  shell?: string,
): Promise<string> {
  const [port] = await freePorts(1);
  child = spawnService({ PORT: String(port), ...environment }, stdio, shell);
  const url = `http://127.0.0.1:${port}`;
  const isLive = () =>
    fetch(`${url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`The service exited with ${child.exitCode}`);
    return isLive();
  }, 'the service is live');
  return url;
}

/** That the service does all it should, but for its log. */
async function expectService(url: string): Promise<void> {
  await logMuch(url);
  expect((await predict(url)).status).toBe(200);
  expect(await droppedLines(url)).toBeGreaterThan(0);
  expect(await stop()).toBe(0);
}

async function stop(): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  return (await exit)[0];
}

async function logMuch(url: string): Promise<void> {
  const filler = 'x'.repeat(URL_LENGTH);
  for (let number = 0; number < REQUESTS; number++) await fetch(`${url}/none?${number}&${filler}`);
}

const predict = (url: string) => callsTo(url).post('/predict', ROW);

async function droppedLines(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^tabserve_log_lines_dropped_total (\d+)$/m.exec(text)?.[1]);
}
