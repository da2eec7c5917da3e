import { beforeEach, describe, expect, it } from '@jest/globals';
import type { BatchHeader } from '../../domain/batch.record.js';
import { Caller } from '../../domain/caller.js';
import type { HistoryFilter } from '../../domain/history.filter.js';
import type { PredictionRecord } from '../../domain/prediction.record.js';
import { idsOf } from './entry.contract.js';
import { aRecord, aValue, modelNamed, saveColours, written } from './history.fixture.js';
import { type Contract, gathered } from './store.harness.js';

const ADA = 'oidc:ada';
const KEY = 'key:abcd1234';

export function describeCallers({ store, reader, reopen }: Contract): void {
  describe('callers', () => {
    let single: Record<'ada' | 'key' | 'nobody' | 'price', PredictionRecord>;
    let batch: BatchHeader;
    let other: BatchHeader;
    beforeEach(async () => {
      single = {
        ada: aRecord({ caller: ADA }),
        key: aRecord({ caller: KEY }),
        nobody: aRecord(),
        price: { ...aValue(3), caller: ADA },
      };
      await store().saveAll(written(Object.values(single)));
      batch = await saveColours(store(), [0, 2, 0], { caller: KEY });
      other = await saveColours(store(), [0], { model: modelNamed('colour-next') });
    });
    const found = async (filter: HistoryFilter) =>
      idsOf(await store().findEntries(filter, null, 9));
    const counts = async (filter: HistoryFilter) => {
      const rows = await store().summarize(filter);
      return rows.map(({ model, label, count }) => [model, label, count]).sort();
    };

    it('are kept with what they asked for, also when the history is opened anew', async () => {
      for (let turn = 0; turn < 2; turn++) {
        await expect(store().findRecord(single.ada.id)).resolves.toStrictEqual(single.ada);
        await expect(store().findRecord(single.nobody.id)).resolves.toStrictEqual(single.nobody);
        await expect(store().findBatch(batch.id)).resolves.toStrictEqual(batch);
        expect(await found({ caller: KEY })).toStrictEqual([batch.id, single.key.id]);
        await reopen();
      }
      const items = await gathered(reader().stream({ caller: KEY }));
      expect(items.map(({ caller }) => caller)).toStrictEqual([KEY, KEY, KEY, KEY]);
    });

    it('select what they asked for, with other filters or without', async () => {
      expect(await found({ caller: ADA })).toStrictEqual([single.price.id, single.ada.id]);
      expect(await found({ caller: ADA, label: 'red' })).toStrictEqual([single.ada.id]);
      expect(await found({ caller: KEY, source: 'single' })).toStrictEqual([single.key.id]);
      expect(await found({ caller: KEY, batchId: batch.id })).toStrictEqual([batch.id]);
      expect(await found({ caller: ADA, batchId: batch.id })).toStrictEqual([]);
      expect(await found({ caller: 'key:nobody00' })).toStrictEqual([]);
      expect(await found({ model: 'colour' })).toHaveLength(4);
    });

    it('are counted together, and apart when one is asked for', async () => {
      expect(await counts({})).toStrictEqual([
        ['colour', 'blue', 1],
        ['colour', 'red', 5],
        ['colour-next', 'red', 1],
        ['price', null, 1],
      ]);
      expect(await counts({ caller: KEY })).toStrictEqual([
        ['colour', 'blue', 1],
        ['colour', 'red', 3],
      ]);
      expect(await counts({ caller: ADA, model: 'price' })).toStrictEqual([['price', null, 1]]);
    });

    it('see the models of their list alone', async () => {
      expect(await found({ models: ['price'] })).toStrictEqual([single.price.id]);
      expect(await found({ models: ['colour-*'] })).toStrictEqual([other.id]);
      expect(await found({ models: ['pric?', 'colour'], source: 'batch' })).toStrictEqual([
        batch.id,
      ]);
      expect(await found({ models: ['*'] })).toHaveLength(6);
      expect(await found({ models: [] })).toStrictEqual([]);
      expect(await found({ models: ['c.*'] })).toStrictEqual([]);
      expect(await found({ models: ['price'], model: 'colour' })).toStrictEqual([]);
      expect(await found({ models: ['price'], batchId: batch.id })).toStrictEqual([]);
      expect(await found({ models: ['colour'], caller: ADA })).toStrictEqual([single.ada.id]);
      expect(await counts({ models: ['price', 'colour-next'] })).toStrictEqual([
        ['colour-next', 'red', 1],
        ['price', null, 1],
      ]);
      expect(await counts({ models: ['price'], model: 'colour' })).toStrictEqual([]);
    });

    it('find nothing of other models by its id', async () => {
      const caller = new Caller({ name: null, scopes: [], models: ['price'] });
      const of = async (id: string) => (await reader().findItem(id, caller))?.id;
      expect(await of(single.price.id)).toBe(single.price.id);
      expect(await of(single.ada.id)).toBeUndefined();
      expect(await of(`${batch.id}.1`)).toBeUndefined();
      await expect(reader().findBatch(batch.id, caller)).resolves.toBeNull();
    });
  });
}
