import { timeOf as timeIn } from '../../../src/domain/iso.time.ts';

/** Milliseconds since 1970 of what was typed, as the service reads it; NaN when it is no time. */
export function timeOf(text: string): number {
  return timeIn(text.trim());
}

/** A time as ISO has it, in UTC: a day alone where it is midnight. */
export function isoText(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replace(/(T00:00:00)?\.000Z$/, (_, midnight) => (midnight ? '' : 'Z'));
}
