import { describe, expect, it } from '@jest/globals';
import { ANYBODY } from '../../domain/caller.js';
import { nextPredictionId } from '../../domain/prediction.id.js';
import { packChunk } from '../chunk/chunk.codec.js';
import { aHeader, colourChunk, modelNamed, saveColours } from './history.fixture.js';
import { type Contract, gathered, listed } from './store.harness.js';

const CODES = [0, 1, 2, 0, 1, 2, 0, 1, 2, 2];

export function describeBatches({ store, reader, reopen }: Contract): void {
  describe('batches', () => {
    it('return their header exactly as it was saved', async () => {
      const header = await saveColours(store(), CODES, {
        ignoredColumns: ['a.b', '$x'],
        fileName: null,
        rows: 12,
        rejected: 2,
      });
      await expect(store().findBatch(header.id)).resolves.toStrictEqual(header);
      await expect(store().findRecord(header.id)).resolves.toBeNull();
    });

    it('return their chunks from the one that holds a row', async () => {
      const { id } = await saveColours(store(), CODES);
      const chunks = await listed(store().findChunks(id, 0));
      expect(chunks.map(({ firstRow, rows }) => [firstRow, rows])).toStrictEqual([
        [0, 4],
        [4, 4],
        [8, 2],
      ]);
      expect(Buffer.from(chunks[1]?.data ?? [])).toStrictEqual(
        Buffer.from(colourChunk(4, CODES.slice(4, 8)).data),
      );
      expect(await firstRows(id, 7)).toStrictEqual([4, 8]);
      expect(await firstRows(id, 8)).toStrictEqual([8]);
      expect(await firstRows(id, 10)).toStrictEqual([]);
      expect(await firstRows(nextPredictionId(), 0)).toStrictEqual([]);
    });

    it('return only the chunks in which a class occurs', async () => {
      const { id } = await saveColours(store(), [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
      expect(await firstRows(id, 0, 1)).toStrictEqual([4, 12]);
      expect(await firstRows(id, 6, 1)).toStrictEqual([4, 12]);
      expect(await firstRows(id, 8, 1)).toStrictEqual([12]);
      expect(await firstRows(id, 0, 2)).toStrictEqual([]);
    });

    it('are seen by nobody before their header', async () => {
      const header = aHeader(CODES);
      await store().saveChunk(header.id, colourChunk(0, CODES));
      await expect(store().findBatch(header.id)).resolves.toBeNull();
      await expect(reader().findItem(`${header.id}.1`, ANYBODY)).resolves.toBeNull();
      await expect(gathered(reader().stream({}))).resolves.toStrictEqual([]);
      await expect(store().summarize({})).resolves.toStrictEqual([]);
      await store().saveBatch(header);
      await expect(gathered(reader().stream({}))).resolves.toHaveLength(10);
    });

    it('are refused while chunks are missing or too many', async () => {
      const header = aHeader(CODES);
      await store().saveChunk(header.id, colourChunk(0, CODES.slice(0, 4)));
      await expect(store().saveBatch(header)).rejects.toThrow('has 4 stored rows in place of 10');
      await store().saveChunk(header.id, colourChunk(4, [...CODES.slice(4), 1]));
      await expect(store().saveBatch(header)).rejects.toThrow('has 11 stored rows in place of 10');
      await expect(gathered(reader().stream({}))).resolves.toStrictEqual([]);
    });

    it('take repeated writes', async () => {
      const header = await saveColours(store(), CODES, { size: 10 });
      await store().saveChunk(header.id, colourChunk(0, CODES));
      await store().saveBatch(header);
      await expect(gathered(reader().stream({}))).resolves.toHaveLength(10);
    });

    it('leave nothing when they are given up, and stay when they are complete', async () => {
      const given = aHeader(CODES);
      await store().saveChunk(given.id, colourChunk(0, CODES));
      await store().discardBatch(given.id);
      await expect(listed(store().findChunks(given.id, 0))).resolves.toStrictEqual([]);
      await expect(store().saveBatch(given)).rejects.toThrow('has 0 stored rows');
      const kept = await saveColours(store(), CODES);
      await store().discardBatch(kept.id);
      await expect(gathered(reader().streamBatch(kept))).resolves.toHaveLength(10);
    });

    it('are whole after a restart', async () => {
      const header = await saveColours(store(), CODES);
      await reopen();
      await expect(gathered(reader().streamBatch(header))).resolves.toHaveLength(10);
      await expect(store().findBatch(header.id)).resolves.toStrictEqual(header);
    });

    it('give rows with inputs, answer, warnings and line', async () => {
      const header = await saveColours(store(), new Array(9).fill(2));
      await expect(reader().findItem(`${header.id}.9`, ANYBODY)).resolves.toStrictEqual({
        id: `${header.id}.9`,
        createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
        model: header.model,
        source: 'batch',
        inputs: { width: 8, height: 3.5 },
        label: 'blue',
        probabilities: { red: 0, green: 0, blue: 1 },
        warnings: [
          {
            feature: 'width',
            code: 'outside_training_range',
            detail: '8 is above the training maximum 7.9',
          },
        ],
        recorded: true,
        requestId: 'request-2',
        batchId: header.id,
        line: 10,
      });
    });

    it('keep numbers, whole numbers, texts and missing values of a regression model', async () => {
      const header = aHeader([], { ...mixed, rows: 2, scored: 2, labelCounts: {} });
      await store().saveChunk(header.id, { firstRow: 0, rows: 2, data: packChunk(mixedRows) });
      await store().saveBatch(header);
      await expect(store().findBatch(header.id)).resolves.toStrictEqual(header);
      const items = await gathered(reader().stream({ model: 'price' }));
      expect(items.map(({ inputs, value, unit }) => ({ inputs, value, unit }))).toStrictEqual([
        { inputs: { 'a.b': 5.1, $n: 2 ** 40, town: 'Köln' }, value: 0.1, unit: 'EUR' },
        { inputs: { 'a.b': null, $n: null, town: null }, value: -2.5, unit: 'EUR' },
      ]);
      expect(Object.keys(items[0] ?? {})).not.toContain('label');
    });

    async function firstRows(id: string, from: number, code?: number): Promise<number[]> {
      const chunks = await listed(store().findChunks(id, from, code));
      return chunks.map(({ firstRow }) => firstRow);
    }
  });
}

const mixed = {
  model: modelNamed('price'),
  layout: {
    features: [
      { name: 'a.b', dtype: 'float32' },
      { name: '$n', dtype: 'int64' },
      { name: 'town', dtype: 'string' },
    ],
    classes: null,
    unit: 'EUR',
  },
} as const;

const mixedRows = {
  rows: 2,
  features: [
    Float32Array.of(5.1, Number.NaN),
    Float64Array.of(2 ** 40, Number.NaN),
    ['Köln', null],
  ],
  answers: { values: Float32Array.of(0.1, -2.5) },
  lines: Uint32Array.of(2, 3),
};
