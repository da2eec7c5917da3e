import type { ModelReference } from './prediction.record.js';
import type { RowLayout } from './row.layout.js';

/** The one document that makes a batch visible; written after all of its chunks. */
export interface BatchHeader {
  readonly id: string;
  readonly model: ModelReference;
  readonly requestId: string;
  /** As of a single prediction. */
  readonly caller?: string | undefined;
  readonly fileName: string | null;
  /** Records read, answered and refused: `rows = scored + rejected`. */
  readonly rows: number;
  readonly scored: number;
  readonly rejected: number;
  /** Answered rows by label; empty for a regression model. */
  readonly labelCounts: Readonly<Record<string, number>>;
  readonly ignoredColumns: readonly string[];
  readonly durationMs: number;
  readonly layout: RowLayout;
}

/** Up to 4,096 answered rows, packed by `packChunk`; `firstRow` counts from 0 within the batch. */
export interface BatchChunk {
  readonly firstRow: number;
  readonly rows: number;
  readonly data: Uint8Array;
}
