import { LOCALES } from './locale.ts';

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(LOCALES, options);
const WHOLE = format({ dateStyle: 'medium', timeStyle: 'medium' });
const DAY = format({ dateStyle: 'medium' });
const MINUTE = format({ timeStyle: 'short' });
const SECOND = format({ timeStyle: 'medium' });
const DAY_MS = 86_400_000;

/** A time in the zone and the manner of who looks at it: `23 Nov 2026, 10:14:06`. */
export const timeText = (time: string | number | Date): string => WHOLE.format(new Date(time));

/** As much of a time as tells steps of this length apart; a day begins with its date. */
export function stepText(time: number, stepMs: number): string {
  if (stepMs >= DAY_MS) return DAY.format(time);
  return (stepMs < 60_000 ? SECOND : MINUTE).format(time);
}

/** The zone of who looks: `Europe/Berlin`. */
export const zoneText = (): string => WHOLE.resolvedOptions().timeZone;
