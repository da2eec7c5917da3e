import type { ApiProblem } from '../../api/client.ts';
import type { Wait } from '../../api/patient.transfer.ts';
import type { BatchResult } from './batch.result.ts';

/** Where the run of a file stands. */
export type Run =
  | { readonly phase: 'idle' }
  | ({ readonly phase: 'running' } & Progress)
  | { readonly phase: 'waiting'; readonly wait: Wait }
  | { readonly phase: 'stopped'; readonly wasSent: boolean }
  | { readonly phase: 'failed'; readonly problem: ApiProblem }
  | { readonly phase: 'done'; readonly result: BatchResult };

/** How far a file has come. */
export interface Progress {
  /** When sending began, in ms since 1970. */
  readonly since: number;
  /** Bytes that were sent; null when all were and the answer is awaited. */
  readonly sent: number | null;
  /** Bytes of the answer that have come. */
  readonly received: number;
}
