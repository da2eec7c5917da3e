const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...(['true', '1', 'yes'] as const).map((word) => [word, true] as const),
  ...(['false', '0', 'no'] as const).map((word) => [word, false] as const),
]);

/** What a cell says that is true or false, in any case and with spaces around; undefined when it says neither. */
export function truthOf(text: string): boolean | undefined {
  return WORDS.get(text.trim().toLowerCase());
}
