import { copyFile, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import {
  aHeader,
  aRecord,
  colourChunk,
  saveColours,
  written,
} from '../contract/history.fixture.js';
import { describePredictionRepository } from '../contract/prediction.repository.contract.js';
import { listed } from '../contract/store.harness.js';
import { FilePredictionRepository } from './file-prediction.repository.js';

/** A thread runs JavaScript: that of the build. */
const WRITER = new URL(
  '../../../dist/storage/sqlite/writer/sqlite-writer.worker.js',
  import.meta.url,
);
const open = (path: string, synchronous: 'NORMAL' | 'FULL' = 'NORMAL') =>
  FilePredictionRepository.open({ path, synchronous }, WRITER);

describePredictionRepository('FilePredictionRepository', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tabserve-'));
  const path = join(folder, 'made', 'on demand', 'history.sqlite');
  let repository = await open(path, 'FULL');
  return {
    repository,
    async reopen() {
      await repository.onApplicationShutdown();
      repository = await open(path);
      return repository;
    },
    async remove() {
      await repository.onApplicationShutdown();
      await rm(folder, { recursive: true });
    },
  };
});

describe('FilePredictionRepository', () => {
  let folder: string;
  let path: string;
  let repository: FilePredictionRepository;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tabserve-'));
    path = join(folder, 'history.sqlite');
    repository = await open(path);
  });
  afterEach(async () => {
    await repository.onApplicationShutdown();
    await rm(folder, { recursive: true });
  });

  const isUp = () => succeeds(() => repository.ping());
  const lockedByAnother = () => {
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    return () => {
      other.exec('ROLLBACK');
      other.close();
    };
  };

  it('is one file when the service has ended, whatever lies beside it', async () => {
    const record = aRecord();
    await repository.saveAll(written([record]));
    await repository.onApplicationShutdown();
    const copy = join(folder, 'copy.sqlite');
    await copyFile(path, copy);
    repository = await open(copy);
    await expect(repository.findRecord(record.id)).resolves.toEqual(record);
  });

  it('brings every group into the tables in its order, whatever its size', async () => {
    const groups = [1, 200, 3, 64, 65, 1, 129].map((size) =>
      Array.from({ length: size }, () => aRecord()),
    );
    for (const group of groups) await repository.saveAll(written(group));
    const ids = groups.flat().map(({ id }) => id);
    const entries = await repository.findEntries({}, null, 1_000);
    const found = entries.map((entry) => entry.source === 'single' && entry.record.id);
    expect(found.reverse()).toEqual(ids);
  });

  it('refuses while another program writes, once after a while, then at once', async () => {
    const release = lockedByAnother();
    const locked = {
      code: 'history-unavailable',
      message: 'The history is locked by another process.',
    };
    await expect(repository.saveAll(written([aRecord()]))).rejects.toMatchObject(locked);
    await expect(repository.ping()).rejects.toMatchObject(locked);
    const refused = Promise.all(
      Array.from({ length: 20 }, () =>
        repository.saveAll(written([aRecord()])).catch(({ message }) => message),
      ),
    );
    await expect(refused).resolves.toEqual(Array(20).fill(locked.message));
    release();
    const record = aRecord();
    await repository.saveAll(written([record]));
    await repository.ping();
    await expect(repository.findRecord(record.id)).resolves.toEqual(record);
  });

  it('is reachable again by itself when the other program lets go', async () => {
    const release = lockedByAnother();
    await expect(repository.saveAll(written([aRecord()]))).rejects.toThrow();
    release();
    await until(isUp);
    await expect(repository.findEntries({}, null, 9)).resolves.toEqual([]);
  });

  it('keeps what it acknowledged before another program took the lock, and shows it after', async () => {
    const record = aRecord();
    await repository.saveAll(written([record]));
    const release = lockedByAnother();
    await repository.onApplicationShutdown();
    release();
    repository = await open(path);
    await expect(repository.findRecord(record.id)).resolves.toEqual(record);
  });

  it('removes what a batch left that could not be discarded, when it can write again', async () => {
    const { id } = aHeader([0, 1]);
    await repository.saveChunk(id, colourChunk(0, [0, 1]));
    const release = lockedByAnother();
    await expect(repository.discardBatch(id)).rejects.toThrow();
    await expect(listed(repository.findChunks(id, 0))).resolves.toHaveLength(1);
    release();
    while ((await listed(repository.findChunks(id, 0))).length > 0) await new Promise(setImmediate);
  });

  it('shows what it acknowledges after a batch was refused because of a lock', async () => {
    await repository.saveAll(written([aRecord()]));
    await repository.findEntries({}, null, 1);
    const release = lockedByAnother();
    const { id } = aHeader([0, 1]);
    await expect(repository.saveChunk(id, colourChunk(0, [0, 1]))).rejects.toThrow();
    await expect(repository.discardBatch(id)).rejects.toThrow();
    release();
    for (let number = 0; number < 20; number++) {
      const record = aRecord();
      await repository.saveAll(written([record]));
      await expect(repository.findRecord(record.id)).resolves.toEqual(record);
    }
    const whole = await saveColours(repository, [2, 2]);
    await expect(listed(repository.findChunks(whole.id, 0))).resolves.toHaveLength(1);
  });

  it('has all who read while it is locked wait for the same two tries', async () => {
    await repository.saveAll(written([aRecord()]));
    const release = lockedByAnother();
    const order: string[] = [];
    const reads = Array.from({ length: 40 }, () =>
      repository.findEntries({}, null, 1).catch(() => order.push('read')),
    );
    const batch = repository.discardBatch(aHeader([0]).id).catch(() => order.push('batch'));
    await Promise.all([...reads, batch]);
    release();
    // Each with a try of its own, the batch would have come first.
    expect(order.indexOf('batch')).toBeLessThanOrEqual(order.lastIndexOf('read'));
    expect(order).toHaveLength(41);
  });

  it.each(['', 'x'.repeat(10_000), 'SQLite format 3\0'.padEnd(4_096, '\0')])(
    'takes the lock whatever is in its file (%#)',
    async (content) => {
      await repository.onApplicationShutdown();
      await writeFile(`${path}-lock`, content);
      repository = await open(path);
      await repository.saveAll(written([aRecord()]));
    },
  );

  it.each(['', '-wal', '-shm'])(
    'stores nothing while a file of it is gone (%s), shows what it has, and goes on when it is back',
    async (name) => {
      const record = aRecord();
      await repository.saveAll(written([record]));
      await repository.findEntries({}, null, 1);
      const isStored = () => succeeds(() => repository.saveAll(written([aRecord()])));
      await rename(`${path}${name}`, `${path}-moved`);
      const gone = {
        code: 'history-unavailable',
        message: 'The file of the history was removed or replaced.',
      };
      await until(async () => !(await isStored()));
      await expect(repository.saveAll(written([aRecord()]))).rejects.toMatchObject(gone);
      await expect(repository.saveBatch(aHeader([]))).rejects.toMatchObject(gone);
      await until(async () => !(await isUp()));
      await expect(repository.findRecord(record.id)).resolves.toEqual(record);
      await rename(`${path}-moved`, `${path}${name}`);
      await until(isUp);
      await repository.saveAll(written([aRecord()]));
    },
  );

  it('is the same by a link to its file', async () => {
    await symlink(path, join(folder, 'link.sqlite'));
    const second = FilePredictionRepository.open(
      { path: join(folder, 'link.sqlite'), synchronous: 'NORMAL' },
      WRITER,
    );
    await expect(second).rejects.toThrow('is in use by');
  });

  it('is what one service has: a second one is refused, and told who has it', async () => {
    const second = FilePredictionRepository.open({ path, synchronous: 'NORMAL' }, WRITER);
    await expect(second).rejects.toThrow(
      new RegExp(`^The history ${path} is in use by process ${process.pid} on .+\\. Stop that one`),
    );
  }, 20_000);

  it('waits for the end of the service before', async () => {
    const record = aRecord();
    await repository.saveAll(written([record]));
    const opening = open(path);
    await repository.onApplicationShutdown();
    repository = await opening;
    await expect(repository.findRecord(record.id)).resolves.toEqual(record);
  });

  it('loses nothing to a second service that was let in by removing the lock', async () => {
    await rm(`${path}-lock`);
    const second = await open(path);
    const records = Array.from({ length: 200 }, () => aRecord());
    await Promise.all(
      records.map((record, at) => (at % 2 ? repository : second).saveAll(written([record]))),
    );
    await second.onApplicationShutdown();
    for (const record of records) {
      await expect(repository.findRecord(record.id)).resolves.toEqual(record);
    }
  });
});

const succeeds = (call: () => Promise<unknown>) =>
  call().then(
    () => true,
    () => false,
  );

async function until(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise(setImmediate);
}
