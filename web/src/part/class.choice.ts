/** More than these make no readable chart. */
export const MOST_CLASSES = 8;

/** The likeliest classes, as many as a chart can show, in the order of the contract. */
export function likeliest(
  classes: readonly string[],
  share: (name: string) => number,
): readonly string[] {
  if (classes.length <= MOST_CLASSES) return classes;
  const chosen = new Set([...classes].sort((a, b) => share(b) - share(a)).slice(0, MOST_CLASSES));
  return classes.filter((name) => chosen.has(name));
}
