import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { aHeader, colourChunk } from '../../contract/history.fixture.js';
import { listed } from '../../contract/store.harness.js';
import { SqlitePredictionRepository } from '../sqlite-prediction.repository.js';
import { TableTasks } from './table.tasks.js';

describe(TableTasks.name, () => {
  let folder: string;
  let store: SqlitePredictionRepository;
  let tasks: TableTasks;
  const path = () => join(folder, 'history.sqlite');
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tabserve-'));
    store = SqlitePredictionRepository.open(path());
    tasks = new TableTasks({ path: path(), synchronous: 'NORMAL' });
  });
  afterEach(async () => {
    tasks.close();
    store.onApplicationShutdown();
    await rm(folder, { recursive: true });
  });

  it('remove with the next task what they could not discard', async () => {
    const given = aHeader([0]);
    await tasks.perform({ do: 'saveChunk', batchId: given.id, chunk: colourChunk(0, [0]) });
    const other = new Database(path());
    other.exec('BEGIN IMMEDIATE');
    const refused = tasks.perform({ do: 'discardBatch', batchId: given.id });
    await expect(refused).rejects.toMatchObject({ code: 'history-unavailable' });
    other.exec('ROLLBACK');
    other.close();
    await tasks.perform({ do: 'saveBatch', header: aHeader([]) });
    await expect(listed(store.findChunks(given.id, 0))).resolves.toEqual([]);
  });

  it('tell of a folder that is gone as of a history that cannot be reached', async () => {
    await rm(folder, { recursive: true });
    const chunk = {
      do: 'saveChunk',
      batchId: aHeader([0]).id,
      chunk: colourChunk(0, [0]),
    } as const;
    await expect(tasks.perform(chunk)).rejects.toMatchObject({ code: 'history-unavailable' });
    folder = await mkdtemp(join(tmpdir(), 'tabserve-'));
  });
});
