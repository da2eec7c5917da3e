import { beforeEach, describe, expect, it } from '@jest/globals';
import type { BatchHeader } from '../../domain/batch.record.js';
import type { HistoryFilter } from '../../domain/history.filter.js';
import { createdAtOf } from '../../domain/prediction.id.js';
import type { PredictionRecord } from '../../domain/prediction.record.js';
import { idsOf } from './entry.contract.js';
import { aRecord, aValue, modelNamed, saveColours, written } from './history.fixture.js';
import { type Contract, gathered } from './store.harness.js';

type Named = Record<'red' | 'green2' | 'price', PredictionRecord>;

export function describeFilters({ store, reader }: Contract): void {
  describe('filters', () => {
    let single: Named;
    let batch: BatchHeader;
    beforeEach(async () => {
      single = {
        red: aRecord(),
        green2: aRecord({ model: modelNamed('colour', '2'), label: 'green' }),
        price: aValue(3),
      };
      await store().saveAll(written(Object.values(single)));
      batch = await saveColours(store(), [0, 2, 0, 2, 2, 0]);
    });
    const found = async (filter: HistoryFilter) =>
      idsOf(await store().findEntries(filter, null, 9));

    it('selects by model, version, label and source', async () => {
      expect(await found({ model: 'price' })).toStrictEqual([single.price.id]);
      expect(await found({ version: '2' })).toStrictEqual([single.green2.id]);
      expect(await found({ label: 'red' })).toStrictEqual([batch.id, single.red.id]);
      expect(await found({ label: 'blue' })).toStrictEqual([batch.id]);
      expect(await found({ source: 'batch' })).toStrictEqual([batch.id]);
      expect(await found({ source: 'single' })).toStrictEqual(
        [single.price, single.green2, single.red].map(({ id }) => id),
      );
    });

    it('selects what meets every part of a combination', async () => {
      expect(await found({ model: 'colour', version: '1' })).toStrictEqual([
        batch.id,
        single.red.id,
      ]);
      expect(await found({ model: 'colour', label: 'green' })).toStrictEqual([single.green2.id]);
      expect(await found({ label: 'red', source: 'single' })).toStrictEqual([single.red.id]);
      expect(await found({ label: 'red', source: 'batch' })).toStrictEqual([batch.id]);
      expect(await found({ model: 'colour', version: '2', source: 'batch' })).toStrictEqual([]);
      expect(await found({ model: 'price', label: 'red' })).toStrictEqual([]);
      expect(await found({ label: 'unheard' })).toStrictEqual([]);
    });

    it('selects one batch, with other filters or without', async () => {
      await saveColours(store(), [1]);
      expect(await found({ batchId: batch.id })).toStrictEqual([batch.id]);
      expect(await found({ batchId: batch.id, label: 'blue' })).toStrictEqual([batch.id]);
      expect(await found({ batchId: batch.id, label: 'green' })).toStrictEqual([]);
      expect(await found({ batchId: batch.id, source: 'single' })).toStrictEqual([]);
      expect(await found({ batchId: single.red.id })).toStrictEqual([]);
    });

    it('includes the time from which, and excludes the time to which', async () => {
      const made = createdAtOf(single.red.id);
      const next = new Date(made.getTime() + 1);
      const atOnce = Object.values(single).filter(({ id }) => +createdAtOf(id) === +made);
      const ids = atOnce.map(({ id }) => id).reverse();
      expect(await found({ from: made, to: next, source: 'single' })).toStrictEqual(ids);
      expect(await found({ to: made })).toStrictEqual([]);
      expect(await found({ from: new Date(Date.now() + 60_000) })).toStrictEqual([]);
      expect(await found({ from: made })).toHaveLength(4);
    });

    it('gives only the rows of a batch that have the label', async () => {
      const items = await gathered(reader().stream({ label: 'blue' }));
      expect(items.map(({ id }) => id)).toStrictEqual([
        `${batch.id}.2`,
        `${batch.id}.4`,
        `${batch.id}.5`,
      ]);
      expect(items.every(({ label }) => label === 'blue')).toBe(true);
    });

    it('takes texts for texts, whatever they look like', async () => {
      for (const text of ['$where', '{"$ne":null}', "' OR 1=1 --", '%', '_', 'red\u0000']) {
        expect(await found({ label: text })).toStrictEqual([]);
        expect(await found({ model: text })).toStrictEqual([]);
      }
    });
  });
}
