const TIME =
  /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?(?:[Zz]|([+-])(\d\d)(?::?(\d\d))?)?)?$/;
const MINUTE_MS = 60_000;
/** Milliseconds as doubles hold so many digits of a second. */
const DIGITS = 6;
/** What four digits of a year can say: from the first, up to the second. */
const FIRST_MS = Date.parse('0000-01-01T00:00:00Z');
const END_MS = Date.parse('+010000-01-01T00:00:00Z');
/** The last of them that a double has. */
const LAST_MS = END_MS - 2 ** -5;

/**
 * The time of an ISO 8601 text: a date alone is midnight, and without a zone it is UTC. A space may
 * stand in place of the `T`.
 * @returns milliseconds since 1970, UTC, with fractions to the microsecond; NaN when it is no time
 */
export function timeOf(text: string): number {
  const [, date, clock = '00:00', second = '00', fraction = '', sign, hours, minutes] =
    TIME.exec(text) ?? [];
  if (date === undefined || clock >= '24' || Number(hours) > 23 || Number(minutes) > 59) {
    return Number.NaN;
  }
  const whole = Date.parse(`${date}T${clock}:${second}Z`);
  // The engine takes the 30th of February for a day of March.
  if (!Number.isFinite(whole) || Number(date.slice(8)) !== new Date(whole).getUTCDate()) {
    return Number.NaN;
  }
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS;
  const micros = Number(fraction.slice(0, DIGITS).padEnd(DIGITS, '0'));
  const base = whole + (sign === '-' ? offset : -offset);
  if (!isShown(base)) return Number.NaN;
  if (micros % 1_000 === 0) return base + micros / 1_000;
  // Of whole microseconds, so that the nearest double comes out.
  return Math.min((base * 1_000 + micros) / 1_000, LAST_MS);
}

/** Whether a time can be written with a year of four digits, and read back. */
export function isShown(ms: number): boolean {
  return ms >= FIRST_MS && ms < END_MS;
}

/**
 * A time as ISO 8601, UTC, with as many digits of the second as it has: `2026-01-02T03:04:05.25Z`.
 * @param ms since 1970, UTC
 */
export function timeText(ms: number): string {
  const second = Math.floor(ms / 1_000);
  const micros = Math.min(Math.round((ms - second * 1_000) * 1_000), 999_999);
  const rest = String(micros).padStart(DIGITS, '0');
  const whole = new Date(second * 1_000).toISOString().slice(0, -'.000Z'.length);
  const fraction = rest.replace(/0+$/, '');
  return `${whole}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/** Whole microseconds since 1970 of milliseconds with fractions. */
export function microsecondsOf(ms: number): number {
  return Math.round(ms * 1_000);
}
