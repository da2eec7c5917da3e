const MOST = 500;

/** What the runtime says of a failure, on one line, without the paths of its own source files. */
export function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/(?:\/[\w.+-]+){2,}(?::\d+)?/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST);
}
