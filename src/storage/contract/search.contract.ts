import { beforeEach, describe, expect, it } from '@jest/globals';
import type { BatchHeader } from '../../domain/batch.record.js';
import type { HistoryFilter } from '../../domain/history.filter.js';
import type { HistoryPosition } from '../../domain/history.item.js';
import type { PredictionRecord } from '../../domain/prediction.record.js';
import { packChunk } from '../chunk/chunk.codec.js';
import { aHeader, aRecord, aValue, modelNamed, saveColours, written } from './history.fixture.js';
import { type Contract, gathered } from './store.harness.js';

/** Names that mean something to JSON, to a database or to JavaScript, and those of a record's own members. */
const ODD_NAMES = [
  ...[
    'a.b',
    '$where',
    '__proto__',
    'constructor',
    'ключ 🙂',
    'with "quotes"',
    'back\\slash',
    "'",
    '%',
    '0',
  ],
  ...['id', 'name', 'label', 'model', 'inputs', 'probabilities', 'value', 'red', 'x'.repeat(300)],
];

type Named = Record<'red' | 'blue' | 'empty' | 'text' | 'price', PredictionRecord>;

export function describeSearches({ store, reader }: Contract): void {
  /** Pages, the stream and the counts agree. */
  const found = async (filter: HistoryFilter, limit = 2, most = 3) => {
    const items = await gathered(reader().stream(filter));
    const pages: string[] = [];
    let from: HistoryPosition | null = null;
    do {
      const page = await reader().page(filter, from, limit, most);
      pages.push(...page.items.map(({ id }) => id));
      from = page.next;
    } while (from !== null);
    const ids = items.map(({ id }) => id);
    expect(pages).toStrictEqual(ids);
    const counted = await reader().summarize(filter);
    expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(ids.length);
    return ids;
  };
  const feature = (name: string, range: { from?: number; to?: number; text?: string }) => ({
    features: [{ name, ...range }],
  });

  describe('searches', () => {
    let single: Named;
    let batch: BatchHeader;
    const row = (number: number) => `${batch.id}.${number}`;
    beforeEach(async () => {
      single = {
        red: aRecord(),
        blue: aRecord({ label: 'blue', probabilities: { red: 0.3, green: 0.3, blue: 0.4 } }),
        empty: aRecord({ inputs: { width: null, height: 0 } }),
        text: aRecord({ model: modelNamed('shape'), inputs: { width: '5', shape: 'a..b "c"' } }),
        price: { ...aValue(3), inputs: { width: 6, area: -2e-7 } },
      };
      await store().saveAll(written(Object.values(single)));
      // Widths 0 to 9 in chunks of four; each with a confidence of 1.
      batch = await saveColours(store(), [0, 1, 0, 1, 2, 0, 0, 1, 1, 0]);
    });

    it('find rows of files and single predictions by the range of a feature, both ends included', async () => {
      expect(await found(feature('width', { from: 5, to: 6 }))).toStrictEqual([
        ...[row(6), row(7), single.price.id, single.blue.id, single.red.id],
      ]);
      expect(await found(feature('width', { from: 5.1, to: 5.1 }))).toStrictEqual([
        ...[single.blue.id, single.red.id],
      ]);
      expect(await found(feature('width', { from: 9 }))).toStrictEqual([row(10)]);
      expect(await found(feature('width', { to: 0 }))).toStrictEqual([row(1)]);
      expect(await found(feature('area', { from: -2e-7, to: -2e-7 }))).toStrictEqual([
        single.price.id,
      ]);
      expect(await found(feature('height', { to: 0 }))).toStrictEqual([single.empty.id]);
      expect(await found(feature('depth', { from: 0 }))).toStrictEqual([]);
    });

    it('find texts by what they are, and numbers that are written alike', async () => {
      const five = { text: '5', from: 5, to: 5 };
      expect(await found(feature('width', five))).toStrictEqual([row(6), single.text.id]);
      expect(await found(feature('shape', { text: 'a..b "c"' }))).toStrictEqual([single.text.id]);
      expect(await found(feature('shape', { text: 'a..b' }))).toStrictEqual([]);
      expect(await found(feature('width', { text: 'wide' }))).toStrictEqual([]);
      expect(await found(feature('width', { text: '{"$ne":1}' }))).toStrictEqual([]);
    });

    it('find by the probability of the label, whatever the others are', async () => {
      expect(await found({ confidence: { to: 0.5 } })).toStrictEqual([single.blue.id]);
      expect(await found({ confidence: { from: 0.4, to: 0.4 } })).toStrictEqual([single.blue.id]);
      expect(await found({ confidence: { from: 0.75, to: 0.9 } })).toStrictEqual([
        ...[single.text.id, single.empty.id, single.red.id],
      ]);
      expect(await found({ confidence: { from: 0.3, to: 0.3 } })).toStrictEqual([]);
      expect(await found({ confidence: { from: 1 } })).toHaveLength(10);
      expect(await found({ confidence: { from: 0 } })).toHaveLength(14);
    });

    it('meet every part of a combination', async () => {
      const wide = feature('width', { from: 4 });
      expect(await found({ ...wide, label: 'red' })).toStrictEqual([
        ...[row(6), row(7), row(10), single.red.id],
      ]);
      expect(await found({ ...wide, label: 'red', source: 'batch' })).toHaveLength(3);
      expect(await found({ ...wide, source: 'single' })).toHaveLength(3);
      expect(await found({ ...wide, model: 'price' })).toStrictEqual([single.price.id]);
      expect(await found({ ...wide, models: ['shape', 'price'] })).toStrictEqual([single.price.id]);
      expect(await found({ ...wide, batchId: batch.id, confidence: { to: 0.9 } })).toStrictEqual(
        [],
      );
      expect(await found({ ...wide, model: 'none' })).toStrictEqual([]);
      expect(await found({ ...wide, confidence: { from: 0.4, to: 0.75 } })).toStrictEqual([
        ...[single.blue.id, single.red.id],
      ]);
      const both = [...wide.features, { name: 'height', from: 3.5, to: 3.5 }];
      expect(await found({ features: both, source: 'single' })).toHaveLength(2);
    });

    it.each(ODD_NAMES)('find a feature whose name is %j', async (name) => {
      const inputs = Object.fromEntries([
        [name, 41.5],
        ['other', 7],
      ]);
      const record = aRecord({ inputs, probabilities: { red: 0.99, [name]: 0.01 } });
      await store().saveAll(written([record]));
      const layout = { features: [{ name, dtype: 'float32' as const }], classes: null };
      const header = aHeader([0], { layout, model: modelNamed('odd'), labelCounts: {} });
      const lines = Uint32Array.of(2);
      const columns = { rows: 1, features: [Float32Array.of(41.5)], lines };
      const data = packChunk({ ...columns, answers: { values: Float32Array.of(1) } });
      await store().saveChunk(header.id, { firstRow: 0, rows: 1, data });
      await store().saveBatch(header);
      const range = { from: 41, to: 42 };
      expect(await found(feature(name, range))).toStrictEqual([`${header.id}.1`, record.id]);
      expect(await found(feature(`${name} `, range))).toStrictEqual([]);
    });

    it('count what is looked through, and go on where they stopped', async () => {
      const narrow = feature('width', { from: 100 });
      await expect(reader().page(narrow, null, 5)).resolves.toStrictEqual({
        items: [],
        next: null,
        looked: 15,
      });
      const { next, looked } = await reader().page(narrow, null, 5, 6);
      expect(next).toStrictEqual({ entry: batch.id, row: 8 });
      expect(looked).toBe(8);
      await expect(reader().page(narrow, next, 5)).resolves.toMatchObject({
        looked: 7,
        next: null,
      });
    });

    it('count what is of the models that are meant, and nothing of others', async () => {
      const narrow = feature('width', { from: 100 });
      for (const meant of [{ model: 'shape' }, { models: ['shape'] }]) {
        const all = await gathered(reader().stream(meant));
        expect(all.length).toBeGreaterThan(0);
        const { items, looked } = await reader().page({ ...meant, ...narrow }, null, 5);
        expect([items, looked]).toStrictEqual([[], all.length]);
      }
    });

    it('look through long histories in turns', async () => {
      const singles = Array.from({ length: 600 }, (_, depth) => aRecord({ inputs: { depth } }));
      await store().saveAll(written(singles));
      const ids = singles.slice(0, 2).map(({ id }) => id);
      expect(await found(feature('depth', { to: 1 }), 5, 500)).toStrictEqual(ids.reverse());
    });
  });
}
