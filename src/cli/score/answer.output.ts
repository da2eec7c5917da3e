import type { Stats } from 'node:fs';

/** Where answers are written. */
export interface AnswerOutput {
  /** Resolves when it may be given more. */
  write(bytes: Uint8Array): Promise<void>;
  /** All was written. */
  complete(): Promise<void>;
  /** It was given up; what was written is no answer. */
  discard(): Promise<void>;
}

/** Whether what is written to one regular file is read from the other. */
export function areSame(one: Stats, other: Stats): boolean {
  return one.isFile() && one.dev === other.dev && one.ino === other.ino;
}
