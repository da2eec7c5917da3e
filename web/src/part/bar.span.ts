/** Where a bar is, as shares of its track. */
export interface Span {
  readonly start: number;
  readonly share: number;
}

/** Bars that begin at 0, on a track where all of some numbers have room. */
export function spansOf(values: readonly number[]) {
  const low = Math.min(0, ...values);
  const size = Math.max(0, ...values) - low || 1;
  return {
    /** Where 0 is; at the very start when no number is below. */
    zero: -low / size,
    spanOf: (value: number): Span => ({
      start: (Math.min(0, value) - low) / size,
      share: Math.abs(value) / size,
    }),
  };
}
