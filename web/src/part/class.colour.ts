const COLOURS = 8;

/** The colour of a class by its position; more classes than colours share them. */
export function classColour(position: number): string {
  return `var(--class-${position % COLOURS})`;
}
