const NEEDS_QUOTES = /[",\r\n]/;
const STARTS_FORMULA = /^[=+\-@\t\r]/;
const IS_NUMBER = /^[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i;

/** CSV of records, with a line end after each. */
export function csvText(records: readonly (readonly unknown[])[]): string {
  return records.map((record) => `${record.map(cell).join(',')}\n`).join('');
}

/** Text that a spreadsheet would run as a formula gets an apostrophe, as in the service's files. */
export function guarded(text: string): string {
  return STARTS_FORMULA.test(text) && !IS_NUMBER.test(text) ? `'${text}` : text;
}

function cell(value: unknown): string {
  const text = String(value ?? '');
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
