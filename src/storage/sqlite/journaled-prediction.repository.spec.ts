import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import Database from 'libsql';
import { aRecord } from '../contract/history.fixture.js';
import { describePredictionRepository } from '../contract/prediction.repository.contract.js';
import { JournaledPredictionRepository } from './journaled-prediction.repository.js';

/** A thread runs JavaScript: that of the build. */
const WRITER = new URL(
  '../../../dist/storage/sqlite/writer/sqlite-writer.worker.js',
  import.meta.url,
);
const open = (path: string, synchronous: 'NORMAL' | 'FULL' = 'NORMAL') =>
  JournaledPredictionRepository.open({ path, synchronous }, WRITER);

describePredictionRepository('JournaledPredictionRepository', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tabserve-'));
  const path = join(folder, 'made', 'on demand', 'history.sqlite');
  let repository = open(path, 'FULL');
  return {
    repository,
    async reopen() {
      await repository.onApplicationShutdown();
      repository = open(path);
      return repository;
    },
    async remove() {
      await repository.onApplicationShutdown();
      await rm(folder, { recursive: true });
    },
  };
});

describe('the journal of an SQLite history', () => {
  let folder: string;
  let path: string;
  let journal: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tabserve-'));
    path = join(folder, 'history.sqlite');
    journal = `${path}-pending`;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const segmentOf = async () =>
    join(journal, (await readdir(journal)).find((name) => name.endsWith('.ndjson')) ?? '');

  it('is gone after an orderly end', async () => {
    const repository = open(path);
    await repository.saveAll([aRecord()]);
    await repository.onApplicationShutdown();
    expect(await readdir(folder)).not.toContain('history.sqlite-pending');
  });

  it('keeps records while another process holds the tables, and reads fail until it lets go', async () => {
    const repository = open(path);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const [first, second] = [aRecord(), aRecord()];
    await repository.saveAll([first]);
    await expect(repository.findRecord(first.id)).rejects.toMatchObject({
      code: 'history-unavailable',
    });
    await expect(repository.ping()).rejects.toMatchObject({ code: 'history-unavailable' });
    await expect(repository.saveAll([second])).rejects.toMatchObject({
      message: 'The history is locked by another process.',
    });
    other.exec('ROLLBACK');
    other.close();
    await expect(repository.findRecord(first.id)).resolves.toEqual(first);
    await expect(repository.findRecord(second.id)).resolves.toBeNull();
    await repository.ping();
    await repository.onApplicationShutdown();
  });

  it('is left to the next start when the tables cannot be written at the end', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    const repository = open(path);
    const record = aRecord();
    await repository.saveAll([record]);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    await repository.onApplicationShutdown();
    // It is not tried again behind the end.
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
    other.exec('ROLLBACK');
    other.close();
    const next = open(path);
    await expect(next.findRecord(record.id)).resolves.toEqual(record);
    await next.onApplicationShutdown();
    expect(await readdir(folder)).not.toContain('history.sqlite-pending');
  });

  it('of a living process is not taken over by another that opens the same history', async () => {
    const [old, next] = [open(path), open(path)];
    const [first, second] = [aRecord(), aRecord()];
    await old.saveAll([first]);
    const third = open(path);
    await next.saveAll([second]);
    await old.onApplicationShutdown();
    await next.onApplicationShutdown();
    await expect(third.findRecord(first.id)).resolves.toEqual(first);
    await expect(third.findRecord(second.id)).resolves.toEqual(second);
    await third.onApplicationShutdown();
  });

  it('is recovered without a line that was cut off, and refused with one that is damaged', async () => {
    const record = aRecord();
    const lines = `${JSON.stringify(record)}\n`;
    // What a killed process leaves.
    const repository = open(path);
    await repository.saveAll([aRecord()]);
    const segment = await segmentOf();
    const lock = segment.replace(/\.\d+\.ndjson$/, '.lock');
    await repository.onApplicationShutdown();
    await mkdir(journal);
    await writeFile(lock, '');
    await writeFile(segment, `${lines}{"id":"cut o`);
    const recovered = open(path);
    await expect(recovered.findRecord(record.id)).resolves.toEqual(record);
    await recovered.onApplicationShutdown();

    await mkdir(journal, { recursive: true });
    await writeFile(lock, '');
    await writeFile(segment, lines);
    await appendFile(segment, '{"id":\n');
    expect(() => open(path)).toThrow(`The journal ${segment} is damaged`);
    expect(await readFile(segment, 'utf8')).toBe(`${lines}{"id":\n`);
  });
});
