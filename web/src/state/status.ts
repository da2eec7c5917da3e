import { signal } from '@preact/signals';

/** What a screen reader is told; the last word counts. */
export const status = signal('');

export function announce(words: string): void {
  status.value = words;
}
