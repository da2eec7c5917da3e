/** Whether a list of patterns, with `*` and `?`, has the name of a model; an empty list has none. */
export function modelMatcher(patterns: readonly string[]): (name: string) => boolean {
  const sources = patterns.map((pattern) =>
    pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/[*?]/g, (sign) => (sign === '*' ? '.*' : '.')),
  );
  // As a whole, and in their own case.
  const expression = new RegExp(`^(?:${sources.join('|')})$`, 's');
  return sources.length === 0 ? () => false : (name) => expression.test(name);
}
