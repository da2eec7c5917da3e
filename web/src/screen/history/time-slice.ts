/** From inclusive, to exclusive; milliseconds since 1970. */
export interface TimeSlice {
  readonly from: number;
  readonly to: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((n) => n * DAY),
];
const MOST = 24;
const LEAST = 12;

/**
 * Equal slices that hold every time from first to last. They begin on round times of the zone of
 * who looks; empty ones before the first fill a short span up, so that one hour does not look like
 * a year.
 */
export function timeSlices(first: number, last: number): { step: number; slices: TimeSlice[] } {
  const offset = new Date(last).getTimezoneOffset() * MINUTE;
  const floor = (time: number, step: number) => Math.floor((time - offset) / step) * step + offset;
  const count = (step: number) => (floor(last, step) - floor(first, step)) / step + 1;
  const step =
    STEPS.find((one) => count(one) <= MOST) ?? Math.ceil((last - first + 1) / (MOST - 1));
  const slices = Math.max(LEAST, count(step));
  const end = floor(last, step) + step;
  return {
    step,
    slices: Array.from({ length: slices }, (_, index) => {
      const from = end - (slices - index) * step;
      return { from, to: from + step };
    }),
  };
}

/** A step in words: `5 minutes`. */
export function durationText(ms: number): string {
  const [unit, size] = (
    [
      ['day', DAY],
      ['hour', HOUR],
      ['minute', MINUTE],
      ['second', SECOND],
    ] as const
  ).find(([, one]) => ms >= one) ?? ['second', SECOND];
  const n = Math.round(ms / size);
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}
