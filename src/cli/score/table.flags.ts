import { UsageFault } from '../usage.fault.js';

/** How a table is to be read, by the flags and the query parameters of these names. */
export type TableFlag = 'delimiter' | 'decimal' | 'encoding' | 'thousands' | 'columns' | 'sheet';
export type TableOptions = Partial<Record<TableFlag, string>>;

/** What a flag may be; any text where nothing is said. */
const CHOICES: Partial<Record<TableFlag, readonly string[]>> = {
  delimiter: [',', ';', '|', 'tab'],
  decimal: ['.', ','],
  encoding: ['utf-8', 'utf-16', 'windows-1252'],
  thousands: [',', '.', 'space', "'"],
};

export const TABLE_FLAGS: readonly TableFlag[] = [
  'delimiter',
  'decimal',
  'encoding',
  'thousands',
  'columns',
  'sheet',
];

/** @throws UsageFault for a value that no table can be read with */
export function tableOptions(flags: TableOptions): TableOptions {
  const said = TABLE_FLAGS.flatMap((flag) => {
    const value = flags[flag];
    if (value === undefined) return [];
    verify(flag, value);
    return [[flag, value] as const];
  });
  return Object.fromEntries(said);
}

function verify(flag: TableFlag, value: string): void {
  const choices = CHOICES[flag];
  if (choices !== undefined && !choices.includes(value)) {
    throw new UsageFault(`--${flag} must be one of ${choices.join('  ')}`);
  }
  if (flag === 'columns' && !areColumns(value)) {
    const forms = `{"feature": "header"}, or ["header", …] for a table without a header`;
    throw new UsageFault(`--columns must be JSON: ${forms}`);
  }
}

function areColumns(text: string): boolean {
  try {
    const columns: unknown = JSON.parse(text);
    return typeof columns === 'object' && columns !== null;
  } catch {
    return false;
  }
}
