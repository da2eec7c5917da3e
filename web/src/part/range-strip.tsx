interface RangeStripProps {
  readonly min: number;
  readonly max: number;
  /** The part of the range that is emphasised. */
  readonly band: readonly [number, number] | null;
  readonly value: number | null;
}

/** Share of the strip that lies beyond either end of the range. */
const MARGIN = 0.08;

/** Where a value lies in a range; a picture only, so the words have to stand beside it. */
export function RangeStrip({ min, max, band, value }: RangeStripProps) {
  const span = (max - min || 1) * (1 + 2 * MARGIN);
  const start = (min + max - span) / 2;
  const at = (place: number) => 100 * Math.min(1, Math.max(0, (place - start) / span));
  const isOutside = value !== null && (value < min || value > max);
  return (
    <svg class="strip" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" y="4" width="100" height="2" />
      <rect class="range" x={at(min)} y="2" width={at(max) - at(min)} height="6" />
      {band && (
        <rect class="band" x={at(band[0])} y="2" width={at(band[1]) - at(band[0])} height="6" />
      )}
      {value !== null && (
        <path class={isOutside ? 'marker outside' : 'marker'} d={`M${at(value)} 1v8`} />
      )}
    </svg>
  );
}
