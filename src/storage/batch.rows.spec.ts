import { describe, expect, it } from '@jest/globals';
import type { BatchHeader } from '../domain/batch.record.js';
import { nextPredictionId } from '../domain/prediction.id.js';
import { BatchRows } from './batch.rows.js';
import { openChunk, packChunk } from './chunk/chunk.codec.js';

const header = (layout: BatchHeader['layout']): BatchHeader => ({
  id: nextPredictionId(),
  model: { name: 'quoted "name"', version: '1', digest: 'sha256:0' },
  requestId: 'r-1',
  fileName: null,
  rows: 2,
  scored: 2,
  rejected: 0,
  labelCounts: {},
  ignoredColumns: [],
  durationMs: 1,
  layout,
});
const lines = Uint32Array.of(2, 5);

describe(BatchRows.name, () => {
  it('says of a classified row what the item says', () => {
    const features = [
      { name: 'a "b"', dtype: 'float32', min: 0, max: 1 },
      { name: 'n', dtype: 'int64' },
      { name: '__proto__', dtype: 'string' },
    ] as const;
    const batch = header({ features, classes: ['x', 'y\n"z"'] });
    const data = packChunk({
      rows: 2,
      features: [Float32Array.of(5.1, Number.NaN), Float64Array.of(-0, 7), ['é"\\', '']],
      answers: { labels: Uint16Array.of(1, 0), probabilities: Float32Array.of(0.1, 0.9, 1, 0) },
      lines,
    });
    const view = openChunk(batch.layout, data);
    const rows = new BatchRows(batch);
    for (const row of [0, 1]) {
      const at = { view, firstRow: 4_096, row };
      expect(rows.jsonOf(at)).toBe(JSON.stringify(rows.itemOf(at)));
    }
  });

  it('says of a regressed row what the item says', () => {
    const features = [{ name: 'a', dtype: 'float32' }] as const;
    const batch = header({ features, classes: null, unit: 'm³' });
    const data = packChunk({
      rows: 2,
      features: [Float32Array.of(1, 2)],
      answers: { values: Float32Array.of(1e-9, 3.3) },
      lines,
    });
    const view = openChunk(batch.layout, data);
    const at = { view, firstRow: 0, row: 1 };
    const rows = new BatchRows(batch);
    expect(rows.jsonOf(at)).toBe(JSON.stringify(rows.itemOf(at)));
  });
});
