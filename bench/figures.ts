/** What was measured, by a name that says the unit. */
export type Figures = Readonly<Record<string, number>>;

/** @throws Error when it was not measured, which is a fault of the suite */
export function figure(figures: Figures, name: string): number {
  const value = figures[name];
  if (value === undefined) throw new Error(`${name} was not measured`);
  return value;
}
