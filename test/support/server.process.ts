import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { callsTo, type ServiceCalls } from './service.calls.js';

export interface ServerProcess extends ServiceCalls {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it has logged so far. */
  readonly lines: readonly string[];
  /** Sends a signal and resolves with the exit code (null when the signal ended it). */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Ends every process that a failed test left behind. */
export function stopAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/**
 * Starts the built service as a process of its own and waits until it serves.
 * @param words of its command line
 */
export async function startProcess(
  environment: Record<string, string>,
  words: readonly string[] = [],
): Promise<ServerProcess> {
  const { child, lines } = spawnServer(environment, words);
  const url = await servingUrl(child, lines);
  return {
    ...callsTo(url),
    url,
    child,
    lines,
    async stop(signal) {
      const exit = once(child, 'exit');
      child.kill(signal);
      return (await exit)[0] as number | null;
    },
  };
}

/** Runs the service until it exits by itself, as it does when it cannot start. */
export async function runToExit(
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const { child, lines } = spawnServer(environment);
  const [code] = await once(child, 'close');
  return { code, output: lines.join('\n') };
}

function spawnServer(environment: Record<string, string>, words: readonly string[] = []) {
  const child = spawn(process.execPath, ['dist/main.js', ...words], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      child.emit('line', line);
    });
  }
  return { child, lines };
}

function servingUrl(child: ChildProcess, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    child.on('line', (line: string) => {
      const url = /serving .* on (http:\S+?),/.exec(line)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`exited with ${code}:\n${lines.join('\n')}`)));
  });
}
