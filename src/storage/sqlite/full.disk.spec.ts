import { execFileSync } from 'node:child_process';
import { existsSync, statfsSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aHeader, aRecord, colourChunk, written } from '../contract/history.fixture.js';
import { listed } from '../contract/store.harness.js';
import { FilePredictionRepository } from './file-prediction.repository.js';

/** A thread runs JavaScript: that of the build. */
const WRITER = new URL(
  '../../../dist/storage/sqlite/writer/sqlite-writer.worker.js',
  import.meta.url,
);
const SIZE = 48 * 1024 * 1024;
const FULL = { code: 'history-unavailable', message: 'The disk of the history is full.' };

// A disk that is really full is a small one of its own, which only root can mount.
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mounts();
const describeDisk = canMount ? describe : describe.skip;

describeDisk('a history on a disk that is full', () => {
  let disk: string;
  let path: string;
  let ballast: string;
  let repository: FilePredictionRepository;
  const open = () => FilePredictionRepository.open({ path, synchronous: 'NORMAL' }, WRITER);

  beforeEach(async () => {
    disk = await mkdtemp(join(tmpdir(), 'tabserve-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', disk]);
    path = join(disk, 'history.sqlite');
    ballast = join(disk, 'ballast');
    repository = await open();
  });
  afterEach(async () => {
    await repository.onApplicationShutdown();
    // Lazily: the binding closes a connection only when its statements are collected.
    execFileSync('umount', ['-l', disk]);
    await rm(disk, { recursive: true });
  });

  const fill = async () => {
    const { bavail, bsize } = statfsSync(disk);
    await writeFile(ballast, Buffer.alloc(bavail * bsize));
  };
  /** A small write is tried each second. */
  const roomIsFound = async () => {
    const isUp = () =>
      repository.ping().then(
        () => true,
        () => false,
      );
    while (!(await isUp())) await new Promise(setImmediate);
  };
  /** Saves until the space that the log has taken already is used up. */
  const saveUntilRefused = async () => {
    const ids: string[] = [];
    for (;;) {
      const records = Array.from({ length: 64 }, () => aRecord());
      const error = await repository.saveAll(written(records)).then(
        () => null,
        (reason) => reason,
      );
      if (error !== null) return { ids, error };
      ids.push(...records.map(({ id }) => id));
    }
  };

  it('refuses records, shows everything acknowledged, and goes on when there is room', async () => {
    await fill();
    const { ids, error } = await saveUntilRefused();
    expect(error).toMatchObject(FULL);
    await expect(repository.ping()).rejects.toMatchObject(FULL);
    const entries = await repository.findEntries({}, null, ids.length + 1);
    expect(entries).toHaveLength(ids.length);
    // Nothing of the space that is kept for this was taken by records.
    expect(statSync(`${path}-reserve`).size).toBeGreaterThan((SIZE / 16) * 0.9);
    await rm(ballast);
    await roomIsFound();
    const record = aRecord();
    await repository.saveAll(written([record]));
    await expect(repository.findRecord(record.id)).resolves.toEqual(record);
  });

  it('keeps its log small on a small disk, and goes on without its lock file', async () => {
    for (let group = 0; group < 400; group++) {
      await repository.saveAll(written(Array.from({ length: 64 }, () => aRecord())));
    }
    await repository.findEntries({}, null, 1);
    expect(statSync(`${path}-wal`).size).toBeLessThan(SIZE / 4);
    await fill();
    await saveUntilRefused();
    await rm(`${path}-lock`);
    await rm(ballast);
    await roomIsFound();
    await repository.saveAll(written([aRecord()]));
  });

  it('can be closed and opened, and shows everything acknowledged', async () => {
    await fill();
    const { ids } = await saveUntilRefused();
    await repository.onApplicationShutdown();
    repository = await open();
    await expect(repository.findEntries({}, null, ids.length + 1)).resolves.toHaveLength(
      ids.length,
    );
    expect(existsSync(ballast)).toBe(true);
  });

  it('refuses a batch that finds no room, removes it, and stores records as before', async () => {
    const { id } = aHeader([0]);
    const codes = new Array<number>(500_000).fill(1);
    let chunks = 0;
    const saving = (async () => {
      for (;;) await repository.saveChunk(id, colourChunk(chunks++ * codes.length, codes));
    })();
    await expect(saving).rejects.toMatchObject({ code: 'storage-full', status: 507 });
    expect(chunks).toBeGreaterThan(1);
    await repository.discardBatch(id);
    await expect(listed(repository.findChunks(id, 0))).resolves.toEqual([]);
    const records = Array.from({ length: 2_000 }, () => aRecord());
    for (const record of records) await repository.saveAll(written([record]));
    await repository.ping();
    await expect(repository.findEntries({}, null, 3_000)).resolves.toHaveLength(records.length);
  });
});

function mounts(): boolean {
  try {
    const folder = join(tmpdir(), `tabserve-mount-${process.pid}`);
    execFileSync('mkdir', ['-p', folder]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    execFileSync('rmdir', [folder]);
    return true;
  } catch {
    return false;
  }
}
