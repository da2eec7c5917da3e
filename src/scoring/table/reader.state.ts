import type { ScannerState } from './csv.scanner.js';
import type { TextDialect } from './table.options.js';
import type { GuardState } from './text.guard.js';

/** Where reading goes on. */
export interface ReaderState {
  readonly guard: GuardState;
  /** null before the start of the table was seen. */
  readonly scanner: ScannerState | null;
  readonly dialect: TextDialect | null;
  /** Names of the columns; null before the header. */
  readonly names: readonly string[] | null;
  readonly rows: number;
}

/** What is handed over, and not copied, when a state goes to another thread. */
export function stateBuffers({ scanner }: ReaderState): ArrayBuffer[] {
  return scanner === null ? [] : [scanner.rest.buffer];
}
