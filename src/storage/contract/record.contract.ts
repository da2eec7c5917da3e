import { describe, expect, it } from '@jest/globals';
import { nextPredictionId } from '../../domain/prediction.id.js';
import { aRecord, aValue, written } from './history.fixture.js';
import type { Contract } from './store.harness.js';

const ODD_NAMES = ['a.b', '$x', '__proto__', 'constructor', 'ключ', 'with space', '0', ''];

export function describeRecords({ store, reopen }: Contract): void {
  describe('single predictions', () => {
    it('returns a classification exactly as it was saved', async () => {
      const record = aRecord({
        inputs: { width: 9.5, height: null, shape: 'round' },
        warnings: [{ feature: 'width', code: 'outside_training_range', detail: 'too wide' }],
      });
      await store().saveAll(written([record]));
      await expect(store().findRecord(record.id)).resolves.toStrictEqual(record);
    });

    it('returns a regression value with its unit', async () => {
      const record = aValue(-12.75);
      await store().saveAll(written([record]));
      await expect(store().findRecord(record.id)).resolves.toStrictEqual(record);
    });

    it('keeps every double and every text as they are', async () => {
      const numbers = [0, 1e-300, -1.5, 0.1 + 0.2, 2 ** 31, 2 ** 53 - 1, 1.7e308];
      const texts = ['', ' ', 'naïve 🙂', '"quoted"', 'line\nbreak', '$where', 'a.b'];
      const values = [...numbers, ...texts].map((value, index) => [`f${index}`, value]);
      const record = aRecord({ inputs: Object.fromEntries(values) });
      await store().saveAll(written([record]));
      await expect(store().findRecord(record.id)).resolves.toStrictEqual(record);
    });

    it('keeps names that mean something to a database or to JavaScript', async () => {
      const inputs = Object.fromEntries(ODD_NAMES.map((name, index) => [name, index]));
      const probabilities = Object.fromEntries(ODD_NAMES.map((name) => [name, 0.125]));
      const record = aRecord({ inputs, probabilities, label: '$x' });
      await store().saveAll(written([record]));
      const found = await store().findRecord(record.id);
      expect(Object.entries(found?.inputs ?? {})).toStrictEqual(Object.entries(inputs));
      expect(Object.entries(found?.probabilities ?? {})).toStrictEqual(
        Object.entries(probabilities),
      );
      expect(found?.label).toBe('$x');
    });

    it('stores hundreds of records in one write, and an empty list', async () => {
      const records = Array.from({ length: 300 }, () => aRecord());
      await store().saveAll(written(records));
      await store().saveAll(written([]));
      const entries = await store().findEntries({}, null, 1_000);
      expect(entries).toHaveLength(300);
    });

    it('takes a repeated write, in whole or in part, and keeps what was there', async () => {
      const [first, second] = [aRecord(), aRecord()];
      await store().saveAll(written([first]));
      await store().saveAll(written([{ ...first, requestId: 'retry' }, second]));
      await store().saveAll(written([second]));
      await expect(store().findRecord(first.id)).resolves.toStrictEqual(first);
      await expect(store().findEntries({}, null, 10)).resolves.toHaveLength(2);
    });

    it('finds nothing under an unknown id', async () => {
      await store().saveAll(written([aRecord()]));
      await expect(store().findRecord(nextPredictionId())).resolves.toBeNull();
      await expect(store().findBatch(nextPredictionId())).resolves.toBeNull();
    });

    it('has kept everything after it was closed and opened again', async () => {
      const records = [aRecord(), aValue(4), aRecord({ label: 'green' })];
      await store().saveAll(written(records));
      await reopen();
      for (const record of records) {
        await expect(store().findRecord(record.id)).resolves.toStrictEqual(record);
      }
      await expect(store().findEntries({ label: 'green' }, null, 9)).resolves.toHaveLength(1);
    });

    it('answers a ping', async () => {
      await expect(store().ping()).resolves.toBeUndefined();
    });
  });
}
