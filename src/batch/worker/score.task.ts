import type { MessagePort } from 'node:worker_threads';
import type { GraphFiles } from '../../inference/graph.session.js';
import type { ModelContract } from '../../inference/model.contract.js';
import type { ProblemCode } from '../../problem/problem.catalog.js';
import type { Fault } from '../../problem/problem.js';
import type { ChunkParts } from './row.chunk.js';
import type { FileLimits } from './row.reader.js';

export type OnError = 'reject' | 'skip';

/** What to score with, and what to make of it. */
export interface ScoringModel {
  readonly contract: ModelContract;
  readonly contractHash: string;
  readonly files: GraphFiles;
  /** Whether to write the answered rows as CSV. */
  readonly isCsvAnswer: boolean;
}

/** What a worker thread is to do with one file. Its bytes and its answers go through `port`. */
export interface ScoreTask extends ScoringModel {
  readonly port: MessagePort;
  readonly kind: 'csv' | 'json';
  readonly onError: OnError;
  readonly limits: FileLimits;
  readonly maxFaults: number;
}

/** What the thread that reads a file is sent: its bytes in order, and ports to threads lent to it. */
export type FilePart = Uint8Array<ArrayBuffer> | MessagePort;

/** What a thread is to do that is lent to a file: chunks and answers go through `port`. */
export interface HelpTask extends ScoringModel {
  readonly port: MessagePort;
  /** Here the lender says when to stop. */
  readonly recall: MessagePort;
}

/** `enough`: take no more chunks, another file needs the thread. `over`: the file is done with. */
export type Recall = 'enough' | 'over';

/** A chunk of rows on its way to a thread that helps. */
export interface HelpRequest {
  readonly firstRow: number;
  readonly parts: ChunkParts;
}

/** What a thread that helps has to say; answers come in the order of the requests. */
export type HelpAnswer =
  | 'ready'
  | 'enough'
  | { readonly chunk: ScoredChunk }
  | { readonly error: Error };

/** Rows that a worker has answered. */
export interface ScoredChunk {
  readonly firstRow: number;
  readonly rows: number;
  /** Packed by `packChunk`. */
  readonly data: Uint8Array<ArrayBuffer>;
  readonly csv: Uint8Array<ArrayBuffer> | null;
  /** Answered rows by the code of their label; empty for a regression model. */
  readonly counts: readonly number[];
}

/** What is handed over, and not copied, when answers go to another thread. */
export function answerBuffers({ data, csv }: ScoredChunk): ArrayBuffer[] {
  return csv === null ? [data.buffer] : [data.buffer, csv.buffer];
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
