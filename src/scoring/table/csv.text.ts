const NEEDS_QUOTES: Readonly<Record<string, RegExp>> = {
  ',': /[",\r\n]/,
  ';': /[";\r\n]/,
  '\t': /["\t\r\n]/,
  '|': /["|\r\n]/,
};
/** Character codes with which a spreadsheet begins a formula. */
export const FORMULA_STARTS: ReadonlySet<number> = new Set(Buffer.from('=+-@\t\r'));
/** Whatever its decimal sign: digits and what stands between them are no formula. */
const IS_NUMBER = /^[+-]?(\d[\d.,']*|[.,]\d+)(e[+-]?\d+)?$/i;

/**
 * One CSV cell; text that a spreadsheet would run as a formula is escaped with an apostrophe.
 * @param delimiter what stands between two cells
 */
export function csvCell(value: unknown, delimiter = ','): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const isFormula = FORMULA_STARTS.has(value.charCodeAt(0)) && !IS_NUMBER.test(value);
  const safe = isFormula ? `'${value}` : value;
  return NEEDS_QUOTES[delimiter]?.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One CSV record with its line end. */
export function csvRecord(values: readonly unknown[]): string {
  return `${values.map((value) => csvCell(value)).join(',')}\n`;
}

/** Slices as text below a header, which waits for the first slice: the source may yet fail. */
export async function* headed<T>(
  header: string,
  slices: AsyncIterable<T>,
  textOf: (slice: T) => string,
): AsyncGenerator<string> {
  let head = header;
  for await (const slice of slices) {
    yield head + textOf(slice);
    head = '';
  }
  if (head !== '') yield head;
}
