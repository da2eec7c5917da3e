/** Chosen by eye; `page.css` has them for each theme. */
const CHOSEN = 8;
/** Degrees of hue from one colour to the next, so that neighbours are far apart (the golden angle). */
const TURN = 137.508;
/** Lightnesses of the theme that take turns. */
const STEPS = 3;

/** The colour of a class by its position: no two of a model's classes have the same. */
export function classColour(position: number): string {
  if (position < CHOSEN) return `var(--class-${position})`;
  const hue = Math.round((position - CHOSEN) * TURN * 10) / 10;
  return `oklch(var(--class-light-${position % STEPS}) 0.13 ${hue % 360})`;
}
