import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { ANYBODY } from '../domain/caller.js';
import { lowestIdAt, nextPredictionId } from '../domain/prediction.id.js';
import { aRecord, written } from './contract/history.fixture.js';
import { HistoryReader } from './history.reader.js';
import { PredictionRepository } from './ports/prediction.repository.js';
import { StoreHealth } from './ports/store.health.js';
import { StorageModule } from './storage.module.js';

async function moduleFor(url: string) {
  const module = await Test.createTestingModule({
    imports: [StorageModule.forRoot({ url })],
  }).compile();
  return module.init();
}

describe('StorageModule', () => {
  it('gives a repository and a reader of the same history', async () => {
    const module = await moduleFor('sqlite::memory:');
    const record = aRecord();
    await module.get(PredictionRepository).saveAll(written([record]));
    const item = await module.get(HistoryReader).findItem(record.id, ANYBODY);
    expect(item).toMatchObject({ id: record.id, source: 'single', recorded: true });
    await module.close();
  });

  it('closes the history with the application', async () => {
    const module = await moduleFor('sqlite::memory:');
    const repository = module.get(PredictionRepository);
    await module.close();
    await expect(module.get(StoreHealth).ping()).rejects.toMatchObject({
      code: 'history-unavailable',
    });
    await expect(repository.saveAll(written([aRecord()]))).rejects.toThrow(
      'The history is closed.',
    );
  });

  it('gives ids above the newest of the history, though the clock went back meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tabserve-'));
    const url = `sqlite:${join(folder, 'history.sqlite')}`;
    const inAnHour = lowestIdAt(new Date(Date.now() + 3_600_000));
    const inAYear = lowestIdAt(new Date(Date.now() + 365 * 24 * 3_600_000));
    const before = await moduleFor(url);
    const records = [aRecord(), aRecord({ id: inAnHour }), aRecord({ id: inAYear })];
    await before.get(PredictionRepository).saveAll(written(records));
    expect(nextPredictionId() < inAnHour).toBe(true);
    await before.close();
    const after = await moduleFor(url);
    const id = nextPredictionId();
    expect(inAnHour < id && id < inAYear).toBe(true);
    await after.close();
    rmSync(folder, { recursive: true });
  });

  it('refuses a URL of another scheme', async () => {
    await expect(moduleFor('postgres://localhost')).rejects.toThrow('must start with sqlite:');
  });

  it('refuses a path that cannot be a database', async () => {
    await expect(moduleFor('sqlite:/dev/null/history.sqlite')).rejects.toThrow(
      'The history /dev/null/history.sqlite cannot be opened',
    );
  });

  it('refuses a broken MongoDB URL without showing its password', async () => {
    const urls = ['mongodb://me:s3cret@', 'mongodb://me:s3cret@host:1?x=1&tls=maybe'];
    for (const url of urls) {
      const start = moduleFor(url);
      await expect(start).rejects.toThrow('The MongoDB URL of the history cannot be used');
      await expect(start).rejects.not.toThrow('s3cret');
    }
  });
});
