import { describe, expect, it } from '@jest/globals';
import type { HistoryEntry } from '../ports/history.index.js';
import { aRecord, saveColours, written } from './history.fixture.js';
import type { Contract } from './store.harness.js';

export function describeEntries({ store }: Contract): void {
  describe('entries', () => {
    it('come newest first, singles and batches mixed', async () => {
      const first = aRecord();
      await store().saveAll(written([first]));
      const batch = await saveColours(store(), [0, 1, 2]);
      const last = aRecord();
      await store().saveAll(written([last]));
      const entries = await store().findEntries({}, null, 10);
      expect(entries).toStrictEqual([
        { source: 'single', record: last },
        { source: 'batch', header: batch },
        { source: 'single', record: first },
      ]);
    });

    it('are limited, and go on before a given id', async () => {
      const records = Array.from({ length: 7 }, () => aRecord());
      await store().saveAll(written(records));
      const ids = records.map(({ id }) => id).reverse();
      const first = idsOf(await store().findEntries({}, null, 3));
      const rest = idsOf(await store().findEntries({}, first[2] ?? '', 10));
      expect(first).toStrictEqual(ids.slice(0, 3));
      expect(rest).toStrictEqual(ids.slice(3));
    });

    it('come in the order of their ids, in whatever order they were saved', async () => {
      const [a, b, c] = [aRecord(), aRecord(), aRecord()];
      await store().saveAll(written([c, a]));
      await store().saveAll(written([b]));
      expect(idsOf(await store().findEntries({}, null, 3))).toStrictEqual([c.id, b.id, a.id]);
    });

    it('are found as what they are, a single or a batch, and as nothing else', async () => {
      const record = aRecord();
      await store().saveAll(written([record]));
      const batch = await saveColours(store(), [0]);
      await expect(store().findRecord(record.id)).resolves.toStrictEqual(record);
      await expect(store().findBatch(batch.id)).resolves.toStrictEqual(batch);
      await expect(store().findRecord(batch.id)).resolves.toBeNull();
      await expect(store().findBatch(record.id)).resolves.toBeNull();
    });

    it('leave out batches of which every row was refused', async () => {
      const header = await saveColours(store(), [], { rows: 3, rejected: 3 });
      await expect(store().findEntries({}, null, 10)).resolves.toStrictEqual([]);
      await expect(store().findEntries({ source: 'batch' }, null, 9)).resolves.toStrictEqual([]);
      await expect(store().findBatch(header.id)).resolves.toStrictEqual(header);
    });
  });
}

export function idsOf(entries: readonly HistoryEntry[]): string[] {
  return entries.map((entry) => (entry.source === 'single' ? entry.record.id : entry.header.id));
}
