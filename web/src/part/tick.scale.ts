/** Round numbers from `low` to `high`, about `count` of them; for the ticks of an axis. */
export function ticksOf(low: number, high: number, count = 4): number[] {
  const rough = (high - low) / count;
  if (!(rough > 0)) return [low];
  const step = roundStep(rough);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, at) =>
    Number(((first + at) * step).toPrecision(10)),
  );
}

/** The next of 1, 2, 5, 10 … that is no smaller, but for what binary fractions add. */
export function roundStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return power * ([1, 2, 5].find((factor) => factor * power >= width * 0.999) ?? 10);
}

/** A little more than the range of some values, so that a line keeps off the edges. */
export function paddedRange(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
  return [low - margin, high + margin];
}
