import type { ModelReference } from './prediction.record.js';

/** One feature column of a packed chunk; `min` and `max` are the training range, for warnings. */
export interface ChunkColumn {
  readonly name: string;
  readonly dtype: 'float32' | 'int64' | 'string';
  readonly min?: number;
  readonly max?: number;
}

/** How the chunks of one batch are packed. `classes` is null for a regression model. */
export interface ChunkLayout {
  readonly features: readonly ChunkColumn[];
  readonly classes: readonly string[] | null;
  readonly unit?: string;
}

/** The one document that makes a batch visible; written after all of its chunks. */
export interface BatchHeader {
  readonly id: string;
  readonly model: ModelReference;
  readonly requestId: string;
  readonly fileName: string | null;
  /** Records read, answered and refused: `rows = scored + rejected`. */
  readonly rows: number;
  readonly scored: number;
  readonly rejected: number;
  /** Answered rows by label; empty for a regression model. */
  readonly labelCounts: Readonly<Record<string, number>>;
  readonly ignoredColumns: readonly string[];
  readonly durationMs: number;
  readonly layout: ChunkLayout;
}

/** Up to 4,096 answered rows, packed by `packChunk`; `firstRow` counts from 0 within the batch. */
export interface BatchChunk {
  readonly firstRow: number;
  readonly rows: number;
  readonly data: Uint8Array;
}
