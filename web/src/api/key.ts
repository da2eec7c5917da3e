import { signal } from '@preact/signals';

/** `public/docs-key.js` reads the same item. */
const ITEM = 'tabserve-key';

/**
 * The key of this tab; null when it has none. It is kept in the session of the tab alone: it
 * survives a reload, and other tabs know nothing of it.
 */
export const key = signal(sessionStorage.getItem(ITEM));

export function keepKey(text: string): void {
  sessionStorage.setItem(ITEM, text);
  key.value = text;
}

/** Whatever the key had the page show goes with it. */
export function forgetKey(): void {
  sessionStorage.removeItem(ITEM);
  location.reload();
}

/** What a call carries; nothing where there is no key. */
export function headersOf(text: string | null): Record<string, string> {
  return text === null ? {} : { authorization: `Bearer ${text}` };
}
