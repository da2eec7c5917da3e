import type { BatchChunk, BatchHeader } from '../../domain/batch.record.js';
import { nextPredictionId } from '../../domain/prediction.id.js';
import { type PredictionRecord, WrittenRecord } from '../../domain/prediction.record.js';
import type { RowLayout } from '../../domain/row.layout.js';
import { type ChunkColumns, packChunk } from '../chunk/chunk.codec.js';
import type { HistoryStore } from '../ports/history.store.js';

const CLASSES = ['red', 'green', 'blue'];

export function modelNamed(name: string, version = '1') {
  return { name, version, digest: `sha256:${'0'.repeat(64)}` };
}

/** A single prediction of a classifier. */
export function aRecord(changes: Partial<PredictionRecord> = {}): PredictionRecord {
  return {
    id: nextPredictionId(),
    model: modelNamed('colour'),
    inputs: { width: 5.1, height: 3.5 },
    label: 'red',
    probabilities: { red: 0.75, green: 0.25, blue: 0 },
    warnings: [],
    requestId: 'request-1',
    ...changes,
  };
}

/** A single prediction of a regression model. */
export function aValue(value: number): PredictionRecord {
  const { label: _, probabilities: __, ...record } = aRecord({ model: modelNamed('price') });
  return { ...record, value, unit: 'EUR' };
}

export const colourLayout: RowLayout = {
  features: [
    { name: 'width', dtype: 'float32', min: 0, max: 7.9 },
    { name: 'height', dtype: 'float32' },
  ],
  classes: CLASSES,
};

/** Packed rows: row r has the class `codes[r]`, width r and the line r + 2. */
export function colourChunk(firstRow: number, codes: readonly number[]): BatchChunk {
  const rows = codes.length;
  const columns: ChunkColumns = {
    rows,
    features: [
      Float32Array.from(codes, (_, row) => firstRow + row),
      new Float32Array(rows).fill(3.5),
    ],
    answers: {
      labels: Uint16Array.from(codes),
      probabilities: Float32Array.from(
        codes.flatMap((code) => CLASSES.map((_, i) => +(i === code))),
      ),
    },
    lines: Uint32Array.from(codes, (_, row) => firstRow + row + 2),
  };
  return { firstRow, rows, data: packChunk(columns) };
}

export function aHeader(codes: readonly number[], changes: Partial<BatchHeader> = {}): BatchHeader {
  const counts = CLASSES.map((name, code) => [name, codes.filter((one) => one === code).length]);
  return {
    id: nextPredictionId(),
    model: modelNamed('colour'),
    requestId: 'request-2',
    fileName: 'colours.csv',
    rows: codes.length,
    scored: codes.length,
    rejected: 0,
    labelCounts: Object.fromEntries(counts),
    ignoredColumns: [],
    durationMs: 12,
    layout: colourLayout,
    ...changes,
  };
}

/** Saves a whole batch of the given class codes in chunks of `size` rows. */
export async function saveColours(
  repository: HistoryStore,
  codes: readonly number[],
  { size = 4, ...changes }: Partial<BatchHeader> & { size?: number } = {},
): Promise<BatchHeader> {
  const header = aHeader(codes, changes);
  for (let row = 0; row < codes.length; row += size) {
    await repository.saveChunk(header.id, colourChunk(row, codes.slice(row, row + size)));
  }
  await repository.saveBatch(header);
  return header;
}

/** Records as they are handed to a store. */
export function written(records: readonly PredictionRecord[]): WrittenRecord[] {
  return records.map((record) => WrittenRecord.of(record));
}
