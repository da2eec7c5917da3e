import type { BatchHeader } from '#dist/domain/batch.record.js';
import { nextPredictionId } from '#dist/domain/prediction.id.js';
import type { PredictionRecord } from '#dist/domain/prediction.record.js';
import type { ModelContract } from '#dist/inference/contract/model.contract.js';
import { classesOf, featuresOf } from '#dist/inference/contract/model.contract.js';
import { packChunk } from '#dist/storage/chunk/chunk.codec.js';
import { IRIS_ROWS } from '../load/iris.rows.js';

export const CHUNK_ROWS = 4_096;

/** Makes what the service would store; labels take turns. */
export class MadeRows {
  private readonly names: readonly string[];
  private readonly classes: readonly string[];
  private readonly model: PredictionRecord['model'];

  constructor(contract: ModelContract) {
    this.names = featuresOf(contract).map(({ name }) => name);
    this.classes = classesOf(contract) ?? [];
    const { name, version, sha256 } = contract;
    this.model = { name, version, digest: `sha256:${sha256}` };
  }

  single(turn: number): PredictionRecord {
    const row = IRIS_ROWS[turn % IRIS_ROWS.length] ?? [];
    const label = turn % this.classes.length;
    return {
      id: nextPredictionId(),
      model: this.model,
      inputs: Object.fromEntries(this.names.map((name, at) => [name, row[at] ?? 0])),
      label: this.classes[label] ?? '',
      probabilities: Object.fromEntries(this.classes.map((name, at) => [name, +(at === label)])),
      warnings: [],
      requestId: nextPredictionId(),
    };
  }

  /** One packed chunk. */
  chunk(rows: number): Uint8Array {
    const classes = this.classes.length;
    const cells = Float32Array.from({ length: rows * classes }, (_, at) => +(at % classes === 0));
    return packChunk({
      rows,
      features: this.names.map((_, feature) =>
        Float32Array.from({ length: rows }, (__, row) => IRIS_ROWS[row % 150]?.[feature] ?? 0),
      ),
      answers: {
        labels: Uint16Array.from({ length: rows }, (_, row) => row % classes),
        probabilities: cells,
      },
      lines: Uint32Array.from({ length: rows }, (_, row) => row + 2),
    });
  }

  header(rows: number, labelCounts: BatchHeader['labelCounts']): BatchHeader {
    return {
      id: nextPredictionId(),
      model: this.model,
      requestId: nextPredictionId(),
      fileName: 'bench.csv',
      rows,
      scored: rows,
      rejected: 0,
      labelCounts,
      ignoredColumns: [],
      durationMs: 1,
      layout: {
        features: this.names.map((name) => ({ name, dtype: 'float32', min: 0, max: 8 })),
        classes: this.classes,
      },
    };
  }

  /** Rows by label in a batch of chunks as `chunk` makes them. */
  labelCounts(rows: number): Record<string, number> {
    const counts = this.classes.map((_, label) => {
      const inChunk = (size: number) => Math.ceil(Math.max(0, size - label) / this.classes.length);
      return Math.floor(rows / CHUNK_ROWS) * inChunk(CHUNK_ROWS) + inChunk(rows % CHUNK_ROWS);
    });
    return Object.fromEntries(this.classes.map((name, label) => [name, counts[label] ?? 0]));
  }
}
