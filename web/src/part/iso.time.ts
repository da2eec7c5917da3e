const TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Milliseconds since 1970 of an ISO time, which is UTC unless it names a zone; NaN when it is none. */
export function timeOf(text: string): number {
  const [found, zone] = TIME.exec(text.trim()) ?? [];
  if (found === undefined) return Number.NaN;
  const isDay = found.length === '2026-01-31'.length;
  return Date.parse(isDay || zone ? found : `${found}Z`);
}

/** A time as ISO has it, in UTC: a day alone where it is midnight. */
export function isoText(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replace(/(T00:00:00)?\.000Z$/, (_, midnight) => (midnight ? '' : 'Z'));
}
