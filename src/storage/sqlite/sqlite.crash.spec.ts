import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { gathered } from '../contract/store.harness.js';
import { HistoryReader } from '../history.reader.js';
import { FilePredictionRepository } from './file-prediction.repository.js';

/** A thread runs JavaScript: that of the build. */
const WRITER = new URL(
  '../../../dist/storage/sqlite/writer/sqlite-writer.worker.js',
  import.meta.url,
);
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe('FilePredictionRepository after its process was killed', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tabserve-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  // Killed after a single write, in the middle of a batch, and right after a batch.
  it.each(['single', 'chunk', 'batch'])(
    'has all that was acknowledged, killed at a %s',
    async (at) => {
      const path = join(folder, 'history.sqlite');
      const acknowledged: string[][] = [];
      for (let round = 1; round <= 3; round++) {
        acknowledged.push(...(await writeUntilKilled(path, at, round * 20)));
        await expectAllKept(path, acknowledged);
      }
    },
  );
});

async function writeUntilKilled(path: string, at: string, writes: number): Promise<string[][]> {
  const loader = here('../contract/typescript.loader.mjs');
  const args = ['--import', loader, here('./crash-writer.fixture.ts'), path, WRITER.href];
  const child: ChildProcess = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[][] = [];
  if (child.stdout === null) throw new Error('The child has no output');
  for await (const line of createInterface(child.stdout)) {
    lines.push(line.split(' '));
    if (lines.length >= writes && line.startsWith(at)) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return lines;
}

async function expectAllKept(path: string, acknowledged: string[][]): Promise<void> {
  const repository = await FilePredictionRepository.open({ path, synchronous: 'NORMAL' }, WRITER);
  for (const [kind, id = ''] of acknowledged) {
    if (kind === 'single') expect(await repository.findRecord(id)).toMatchObject({ id });
    if (kind === 'batch') expect(await repository.findBatch(id)).toMatchObject({ id });
  }
  const items = await gathered(
    new HistoryReader(repository, repository, repository).stream({ source: 'batch' }),
  );
  const batches = await repository.findEntries({ source: 'batch' }, null, 10_000);
  expect(items).toHaveLength(batches.length * 128);
  await repository.onApplicationShutdown();
}
