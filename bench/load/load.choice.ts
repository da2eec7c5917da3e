import { spawnSync } from 'node:child_process';
import type { LoadGenerator } from './load.generator.js';

/** wrk where it is installed, because it leaves more of the machine to the server. */
export async function chooseLoadGenerator(): Promise<LoadGenerator> {
  const hasWrk = spawnSync('wrk', ['-v']).error === undefined;
  if (hasWrk) return (await import('./wrk.js')).wrk;
  return (await import('./autocannon.js')).autocannonLoad;
}
