import { describe, expect, it } from '@jest/globals';
import type { HistoryFilter } from '../../domain/history.filter.js';
import { createdAtOf } from '../../domain/prediction.id.js';
import { aRecord, aValue, modelNamed, saveColours, written } from './history.fixture.js';
import type { Contract } from './store.harness.js';

export function describeSummary({ store }: Contract): void {
  describe('summary', () => {
    async function counts(filter: HistoryFilter) {
      const rows = await store().summarize(filter);
      return rows.map(({ model, version, label, count }) => [model, version, label, count]).sort();
    }

    it('counts singles and batch rows by model, version and label', async () => {
      await store().saveAll(
        written([
          aRecord(),
          aRecord({ label: 'green' }),
          aRecord({ model: modelNamed('colour', '2') }),
          aValue(1),
          aValue(2),
        ]),
      );
      const batch = await saveColours(store(), [0, 0, 2, 2, 2]);
      expect(await counts({})).toStrictEqual([
        ['colour', '1', 'blue', 3],
        ['colour', '1', 'green', 1],
        ['colour', '1', 'red', 3],
        ['colour', '2', 'red', 1],
        ['price', '1', null, 2],
      ]);
      expect(await counts({ label: 'red' })).toStrictEqual([
        ['colour', '1', 'red', 3],
        ['colour', '2', 'red', 1],
      ]);
      expect(await counts({ source: 'batch' })).toStrictEqual([
        ['colour', '1', 'blue', 3],
        ['colour', '1', 'red', 2],
      ]);
      expect(await counts({ batchId: batch.id, label: 'blue' })).toStrictEqual([
        ['colour', '1', 'blue', 3],
      ]);
      expect(await counts({ model: 'price', source: 'single' })).toHaveLength(1);
      expect(await counts({ model: 'price', source: 'batch' })).toStrictEqual([]);
      expect(await counts({ to: new Date(0) })).toStrictEqual([]);
    });

    it('counts the rows of a batch of a regression model', async () => {
      const layout = { features: [], classes: null };
      await saveColours(store(), [0, 1, 2], {
        model: modelNamed('price'),
        labelCounts: {},
        layout,
      });
      expect(await counts({})).toStrictEqual([['price', '1', null, 3]]);
    });

    it('tells when the first and the last were made', async () => {
      const [first, last] = [aRecord(), aRecord()];
      await store().saveAll(written([first]));
      const batch = await saveColours(store(), [1, 0]);
      await store().saveAll(written([{ ...last, label: 'green' }]));
      const rows = await store().summarize({});
      const times = new Map(rows.map((row) => [row.label, [row.first, row.last]]));
      expect(times.get('red')).toStrictEqual([createdAtOf(first.id), createdAtOf(batch.id)]);
      const green = [last.id, batch.id].sort().map(createdAtOf);
      expect(times.get('green')).toStrictEqual(green);
    });
  });
}
