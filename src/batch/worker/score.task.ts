import type { MessagePort } from 'node:worker_threads';
import type { ModelContract } from '../../inference/model.contract.js';
import type { ProblemCode } from '../../problem/problem.catalog.js';
import type { Fault } from '../../problem/problem.js';
import type { FileLimits } from './row.reader.js';

export type OnError = 'reject' | 'skip';

/** What a worker thread is to do with one file. Its bytes and its answers go through `port`. */
export interface ScoreTask {
  readonly port: MessagePort;
  readonly contract: ModelContract;
  /** model.onnx. */
  readonly graph: SharedArrayBuffer;
  readonly kind: 'csv' | 'json';
  readonly onError: OnError;
  /** Whether to write the answered rows as CSV. */
  readonly isCsvAnswer: boolean;
  readonly limits: FileLimits;
  readonly maxFaults: number;
}

/** Rows that a worker has answered. */
export interface ScoredChunk {
  readonly firstRow: number;
  readonly rows: number;
  /** Packed by `packChunk`. */
  readonly data: Uint8Array<ArrayBuffer>;
  readonly csv: Uint8Array<ArrayBuffer> | null;
}

/** What became of the file. */
export interface ScoreSummary {
  readonly rows: number;
  readonly scored: number;
  readonly labelCounts: Readonly<Record<string, number>>;
  readonly ignoredColumns: readonly string[];
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  /** First record of a CSV answer, with its line end. */
  readonly csvHeader: Uint8Array | null;
}

/** Problems do not survive the way between threads as errors; they travel as data. */
export type ScoreResult =
  | { readonly summary: ScoreSummary }
  | {
      readonly problem: { code: ProblemCode; detail: string; errors: readonly Fault[] | undefined };
    };
