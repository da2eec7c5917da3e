import type { ScannerState } from './csv.scanner.js';

/** Where reading goes on. */
export interface ReaderState extends ScannerState {
  readonly guard: readonly [isFirst: boolean, rest: Uint8Array];
  /** Names of the columns; null before the header. */
  readonly names: readonly string[] | null;
  readonly rows: number;
}
