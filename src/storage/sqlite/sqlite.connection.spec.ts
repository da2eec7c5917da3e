import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
import { listed } from '../contract/store.harness.js';
import { openSqlite } from './sqlite.connection.js';
import { SqlitePredictionRepository } from './sqlite-prediction.repository.js';

describe('a history file', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tabserve-'));
    path = join(folder, 'history.sqlite');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is refused when a newer version wrote it', () => {
    const db = openSqlite(path, 'NORMAL');
    db.pragma('user_version = 99');
    db.close();
    expect(() => SqlitePredictionRepository.open(path)).toThrow(
      'cannot be opened: it has schema 99, of a newer Tabserve; this one knows up to 4',
    );
  });

  it('is refused when another program wrote it', () => {
    new Database(path).exec('CREATE TABLE theirs (x)');
    expect(() => openSqlite(path, 'NORMAL')).toThrow('it is the database of another program');
  });

  it('is refused when it is no database, or a folder', async () => {
    await writeFile(path, 'no database'.repeat(1_000));
    expect(() => openSqlite(path, 'NORMAL')).toThrow(`The history ${path} cannot be opened`);
    expect(() => openSqlite(folder, 'NORMAL')).toThrow(`The history ${folder} cannot be opened`);
    expect(() => openSqlite(join(path, 'below'), 'NORMAL')).toThrow('cannot be opened');
  });

  it('loses the chunks of an interrupted batch when it is swept, and no others', async () => {
    const first = SqlitePredictionRepository.open(path);
    const orphan = aHeader([0, 1]);
    await first.saveChunk(orphan.id, colourChunk(0, [0, 1]));
    const whole = await saveColours(first, [2, 2]);
    first.onApplicationShutdown();
    const second = SqlitePredictionRepository.open(path);
    second.sweep();
    await expect(listed(second.findChunks(orphan.id, 0))).resolves.toStrictEqual([]);
    await expect(listed(second.findChunks(whole.id, 0))).resolves.toHaveLength(1);
    second.onApplicationShutdown();
  });

  it('is unavailable, and says so without its path, while another process holds the lock', async () => {
    const repository = SqlitePredictionRepository.open(path);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const refused = repository.saveAll(written([aRecord()]));
    await expect(refused).rejects.toMatchObject({
      code: 'history-unavailable',
      message: 'The history is locked by another process.',
      cause: expect.objectContaining({ code: 'SQLITE_BUSY' }),
    });
    other.exec('ROLLBACK');
    await repository.saveAll(written([aRecord()]));
    await expect(repository.findEntries({}, null, 9)).resolves.toHaveLength(1);
    repository.onApplicationShutdown();
  });

  it('can be closed twice', () => {
    const repository = SqlitePredictionRepository.open(path);
    repository.onApplicationShutdown();
    expect(() => repository.onApplicationShutdown()).not.toThrow();
  });
});
