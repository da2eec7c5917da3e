import { spawnSync } from 'node:child_process';
import type { Figures } from '../suite/suite.js';

/** What is sent: bodies in turn as POST, or GET without any. */
export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly bodies?: readonly string[];
}

/** What came back; `requests/s` counts answers 200 only. */
export interface LoadResult extends Figures {
  readonly 'requests/s': number;
  readonly 'p50 ms': number;
  readonly 'p99 ms': number;
  readonly 'status 200': number;
  /** Any other status, an honest 503 among them, and requests without an answer. */
  readonly failed: number;
}

export interface LoadGenerator {
  readonly name: string;
  run(load: Load, folder: string): Promise<LoadResult>;
}

/** wrk where it is installed, because it leaves more of the machine to the server. */
export async function chooseLoadGenerator(): Promise<LoadGenerator> {
  const hasWrk = spawnSync('wrk', ['-v']).error === undefined;
  if (hasWrk) return (await import('./wrk.js')).wrk;
  return (await import('./autocannon.js')).autocannonLoad;
}
