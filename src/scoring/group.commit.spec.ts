import { describe, expect, it } from '@jest/globals';
import { WrittenRecord } from '../domain/prediction.record.js';
import type { PredictionRepository } from '../storage/ports/prediction.repository.js';
import { GroupCommit } from './group.commit.js';

const record = () => new WrittenRecord('{}');

/** A store whose writes end when the test says so. */
class HeldStore {
  readonly groups: number[] = [];
  readonly held: { resolve: () => void; reject: (error: Error) => void }[] = [];

  saveAll(records: readonly WrittenRecord[]): Promise<void> {
    this.groups.push(records.length);
    return new Promise((resolve, reject) => this.held.push({ resolve, reject }));
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe(GroupCommit.name, () => {
  it('writes the records of one turn together', async () => {
    const store = new HeldStore();
    const commit = new GroupCommit(store as unknown as PredictionRepository);
    const saves = [record(), record(), record()].map((one) => commit.save(one));
    await turn();
    store.held[0]?.resolve();
    await Promise.all(saves);
    expect(store.groups).toEqual([3]);
  });

  it('gathers while a write is under way, and resolves no one before its own write', async () => {
    const store = new HeldStore();
    const commit = new GroupCommit(store as unknown as PredictionRepository);
    const done: string[] = [];
    const first = commit.save(record()).then(() => done.push('first'));
    await turn();
    const others = [record(), record()].map((one) =>
      commit.save(one).then(() => done.push('other')),
    );
    await turn();
    expect(store.groups).toEqual([1]);
    store.held[0]?.resolve();
    await first;
    expect(done).toEqual(['first']);
    await turn();
    store.held[1]?.resolve();
    await Promise.all(others);
    expect(store.groups).toEqual([1, 2]);
  });

  it('fails the records of a write that failed, and only those', async () => {
    const store = new HeldStore();
    const commit = new GroupCommit(store as unknown as PredictionRepository);
    const first = commit.save(record());
    await turn();
    const second = commit.save(record());
    store.held[0]?.reject(new Error('down'));
    await expect(first).rejects.toThrow('down');
    await turn();
    store.held[1]?.resolve();
    await expect(second).resolves.toBeUndefined();
  });
});
