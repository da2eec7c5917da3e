import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { gathered } from '../../contract/store.harness.js';
import { HistoryReader } from '../../history.reader.js';
import { FilePredictionRepository } from '../file-prediction.repository.js';

/** A thread runs JavaScript: that of the build. */
const WRITER = new URL(
  '../../../../dist/storage/sqlite/writer/sqlite-writer.worker.js',
  import.meta.url,
);
/** What version 0.1 left when it was killed: five records are in its journal alone. */
const LEFT = fileURLToPath(new URL('../../../../test/fixtures/history-0.1', import.meta.url));

interface Acknowledged {
  readonly single: readonly string[];
  readonly batch: readonly { id: string; rows: number }[];
}

describe('a history that version 0.1 left when it was killed', () => {
  let folder: string;
  let path: string;
  let pending: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tabserve-'));
    await cp(LEFT, folder, { recursive: true });
    path = join(folder, 'history.sqlite');
    pending = `${path}-pending`;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const find = async (extension: string) =>
    join(pending, (await readdir(pending)).find((name) => name.endsWith(extension)) ?? '');

  async function expectAll(): Promise<void> {
    const file = await readFile(join(folder, 'acknowledged.json'), 'utf8');
    const { single, batch } = JSON.parse(file) as Acknowledged;
    const repository = await FilePredictionRepository.open({ path, synchronous: 'NORMAL' }, WRITER);
    for (const id of single) expect(await repository.findRecord(id)).toMatchObject({ id });
    for (const { id, rows } of batch) {
      expect(await repository.findBatch(id)).toMatchObject({ id, scored: rows });
      const items = await gathered(
        new HistoryReader(repository, repository, repository).stream({ batchId: id }),
      );
      expect(items).toHaveLength(rows);
    }
    await repository.onApplicationShutdown();
  }

  it('is taken over with everything acknowledged, and its folder is gone', async () => {
    await expectAll();
    expect(existsSync(pending)).toBe(false);
    await expectAll();
  });

  it('is taken over when the lock of its journal is missing', async () => {
    await rm(await find('.lock'));
    await expectAll();
    expect(existsSync(pending)).toBe(false);
  });

  it('is taken over without the line that was cut off', async () => {
    await appendFile(await find('.ndjson'), '{"id":"cut o');
    await expectAll();
    expect(existsSync(pending)).toBe(false);
  });

  it('keeps a file with a damaged line under a name that says so, and takes the others', async () => {
    const segment = await find('.ndjson');
    await appendFile(segment, '{"id":\n{"id":7}\n');
    await expectAll();
    expect(await readdir(pending)).toEqual([`${segment.slice(pending.length + 1)}.damaged`]);
    await expectAll();
  });

  it.each([
    ['without a version', '{"id":"01a20dd7-239b-720d-baaf-05b39626a32f","model":{"name":"iris"}}'],
    ['with an id that is none', '{"id":"hello","model":{"name":"iris","version":"1"}}'],
  ])('keeps a record %s aside', async (_, line) => {
    await appendFile(await find('.ndjson'), `${line}\n`);
    await expectAll();
    expect((await readdir(pending)).every((name) => name.endsWith('.damaged'))).toBe(true);
  });

  it('goes on behind what is no file, and overwrites nothing that was kept before', async () => {
    await mkdir(join(pending, 'a.ndjson'));
    await writeFile(join(pending, 'a.ndjson.damaged'), 'before');
    await symlink('nowhere', join(pending, 'b.ndjson'));
    execFileSync('mkfifo', [join(pending, 'c.ndjson')]);
    await mkdir(join(pending, 'd.lock'));
    await expectAll();
    expect((await readdir(pending)).sort()).toEqual([
      'a.ndjson.damaged',
      'a.ndjson.damaged-2',
      'b.ndjson.damaged',
      'c.ndjson.damaged',
      'd.lock',
    ]);
    expect(await readFile(join(pending, 'a.ndjson.damaged'), 'utf8')).toBe('before');
  });

  it('is not touched while that service still writes', async () => {
    const lock = new Database(await find('.lock'));
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    const opening = FilePredictionRepository.open({ path, synchronous: 'NORMAL' }, WRITER);
    await expect(opening).rejects.toThrow('in use by a process of version 0.1');
    expect(existsSync(await find('.ndjson'))).toBe(true);
    lock.exec('ROLLBACK');
    lock.close();
    await expectAll();
  }, 20_000);
});
