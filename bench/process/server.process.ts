import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { end, register } from './child.register.js';
import { freePort } from './free.port.js';

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to its first answer 200 on the ready path. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly script: string;
  readonly readyPath: string;
  /** Its output goes to a file there, as it would to a log collector. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const START_LIMIT_MS = 60_000;
const POLL_MS = 2;

/** Starts a server of Node.js on a free port of 127.0.0.1 and waits until it is ready. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = join(options.folder, `${port}.log`);
  const startedAt = performance.now();
  const child = spawnServer(options, port, log);
  register(child);
  while ((await statusOf(url + options.readyPath)) !== 200) {
    if (child.exitCode !== null || performance.now() - startedAt > START_LIMIT_MS) {
      throw new Error(`${options.script} does not start:\n${readFileSync(log, 'utf8')}`);
    }
    await setTimeout(POLL_MS);
  }
  const readyMs = performance.now() - startedAt;
  return { url, pid: child.pid ?? 0, readyMs, stop: () => end(child) };
}

function spawnServer({ script, environment }: ServerOptions, port: number, log: string) {
  const output = openSync(log, 'w');
  const { PATH = '', LOG_LEVEL } = process.env;
  const child = spawn(process.execPath, [script], {
    env: { PATH, PORT: String(port), ...(LOG_LEVEL ? { LOG_LEVEL } : {}), ...environment },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  return child;
}

/** 0 while nobody listens. */
function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).once('error', () => resolve(0));
  });
}
