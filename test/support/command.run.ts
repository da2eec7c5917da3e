import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const { bin } = JSON.parse(readFileSync('package.json', 'utf8'));

/** The command as a shell finds it: by its file alone. */
export const PROGRAM = resolve(bin.tabserve);

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** What comes on standard input; by default nothing. */
  readonly input?: string | Uint8Array;
}

/** What became of a command. */
export interface CommandEnd {
  /** Exit code; the signal's name where one has ended it. */
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command; its standard input stays open. */
export function startCommand(words: readonly string[], { cwd, env = {} }: RunOptions = {}) {
  const child = spawn(PROGRAM, words, { cwd, env: { PATH: process.env.PATH ?? '', ...env } });
  // One that ends does not read the rest.
  child.stdin.on('error', () => {});
  return child;
}

/** Runs the command to its end, while this process goes on. */
export async function runCommand(
  words: readonly string[],
  options: RunOptions = {},
): Promise<CommandEnd> {
  const child = startCommand(words, options);
  child.stdin.end(options.input);
  return endOf(child);
}

/** What it has said when it has ended. */
export async function endOf(child: ChildProcess): Promise<CommandEnd> {
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const pieces: Buffer[] = [];
    stream?.on('data', (piece) => pieces.push(piece));
    return () => Buffer.concat(pieces).toString();
  }) as [() => string, () => string];
  const [code, signal] = await once(child, 'close');
  return { status: code ?? signal, stdout: stdout(), stderr: stderr() };
}
