/** Two letters that differ are a slip; more are another word. */
const MOST_EDITS = 2;

/** The word that was probably meant; undefined where none is close. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  return known
    .map((other) => ({ other, edits: editsBetween(word, other) }))
    .filter(({ other, edits }) => edits <= MOST_EDITS && edits * 2 < other.length)
    .sort((one, two) => one.edits - two.edits)[0]?.other;
}

/** Letters to insert, remove or replace (Levenshtein). */
function editsBetween(from: string, to: string): number {
  // A long word is none of ours, and would take its time.
  if (Math.abs(from.length - to.length) > MOST_EDITS) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = row[column]! + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, row[column + 1]! + 1, next[column]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
