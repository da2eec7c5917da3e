import { describe, expect, it } from '@jest/globals';
import { ANYBODY } from '../../domain/caller.js';
import type { HistoryFilter } from '../../domain/history.filter.js';
import type { HistoryItem, HistoryPosition } from '../../domain/history.item.js';
import { nextPredictionId } from '../../domain/prediction.id.js';
import { aRecord, aValue, saveColours, written } from './history.fixture.js';
import { type Contract, gathered } from './store.harness.js';

type Ids = string[];

export function describePages({ store, reader }: Contract): void {
  async function pages(filter: HistoryFilter, limit: number, meanwhile = async () => {}) {
    const all: HistoryItem[][] = [];
    let from: HistoryPosition | null = null;
    do {
      const page = await reader().page(filter, from, limit);
      all.push(page.items);
      from = page.next;
      await meanwhile();
    } while (from !== null);
    return all;
  }

  /** Two singles, a batch of 10 rows in three chunks, a single: 13 items, newest first. */
  async function aHistory(): Promise<Ids> {
    const [a, b, c] = [aRecord(), aRecord({ label: 'green' }), aValue(1)];
    await store().saveAll(written([a, b]));
    const batch = await saveColours(store(), [0, 1, 0, 1, 2, 0, 0, 1, 1, 0]);
    const late = { ...c, id: nextPredictionId() };
    await store().saveAll(written([late]));
    const rows = Array.from({ length: 10 }, (_, row) => `${batch.id}.${row + 1}`);
    return [late.id, ...rows, b.id, a.id];
  }

  describe('pages', () => {
    it.each([1, 2, 3, 4, 5, 12, 13, 14, 500])('of %i give every item once', async (limit) => {
      const ids = await aHistory();
      const all = await pages({}, limit);
      expect(all.flat().map(({ id }) => id)).toStrictEqual(ids);
      expect(all).toHaveLength(Math.ceil(ids.length / limit));
    });

    it.each([1, 2, 3, 5, 6, 7])('of %i are never empty under a label filter', async (limit) => {
      const ids = await aHistory();
      const all = await pages({ label: 'red' }, limit);
      const rows = [1, 3, 6, 7, 10].map((row) => ids[row]);
      expect(all.flat().map(({ id }) => id)).toStrictEqual([...rows, ids[12]]);
      expect(all).toHaveLength(Math.ceil(6 / limit));
    });

    it('neither lose nor repeat an item while writes go on', async () => {
      const ids = await aHistory();
      const write = async () => {
        await store().saveAll(written([aRecord(), aRecord()]));
        await saveColours(store(), [0, 0]);
      };
      const all = await pages({}, 2, write);
      expect(all.flat().map(({ id }) => id)).toStrictEqual(ids);
    });

    it('are empty where there is nothing', async () => {
      await expect(reader().page({}, null, 5)).resolves.toMatchObject({ items: [], next: null });
    });
  });

  describe('items', () => {
    it('are found by the ids that the history gives', async () => {
      await aHistory();
      const items = await gathered(reader().stream({}));
      for (const item of items) {
        await expect(reader().findItem(item.id, ANYBODY)).resolves.toStrictEqual(item);
      }
    });

    it('are not found under a row that the batch lacks, nor under what is no id', async () => {
      const { id } = await saveColours(store(), [0, 1, 2, 0, 1]);
      for (const text of ['0', '6', '-1', '01', '1.0', 'x', '']) {
        await expect(reader().findItem(`${id}.${text}`, ANYBODY)).resolves.toBeNull();
      }
      for (const text of [id, '', '.1', 'nonsense', `${nextPredictionId()}.1`]) {
        await expect(reader().findItem(text, ANYBODY)).resolves.toBeNull();
      }
    });

    it('are streamed in slices that leave other work its turn', async () => {
      await store().saveAll(written(Array.from({ length: 600 }, () => aRecord())));
      const batch = await saveColours(store(), new Array(700).fill(1), { size: 512 });
      const sizes: number[] = [];
      for await (const slice of reader().stream({})) sizes.push(slice.length);
      expect(Math.max(...sizes)).toBe(256);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_300);
      expect(await gathered(reader().streamBatch(batch))).toHaveLength(700);
    });
  });
}
