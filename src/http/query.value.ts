/** A decimal number; the engine would also take 0x10 and what is in spaces. */
export const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const ISO_DATE = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** ISO 8601 text to a date; anything else to an invalid date, which validation refuses. */
export function toDate({ value }: { value: unknown }): Date {
  const [text, day, time, , , offset] = ISO_DATE.exec(String(value)) ?? [];
  // The engine takes 30 February for 1 March.
  const isRealDay = day !== undefined && new Date(`${day}T00:00Z`).toJSON()?.startsWith(day);
  if (!isRealDay) return new Date(Number.NaN);
  // Without an offset the engine means the server's own zone; we mean UTC.
  return new Date(time !== undefined && offset === undefined ? `${text}Z` : String(text));
}

/** Digits alone; the engine would also take 0x10 and 1e2. */
export function toWhole({ value }: { value: unknown }): number {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
}

/** A decimal number alone. */
export function toNumber({ value }: { value: unknown }): number {
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : Number.NaN;
}
