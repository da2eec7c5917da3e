import { columnMappingOf } from '../../scoring/table/column.mapping.js';
import {
  DELIMITERS,
  ENCODINGS,
  type TableOptions,
  THOUSANDS,
} from '../../scoring/table/table.options.js';
import { UsageFault } from '../usage.fault.js';

/** How a table is to be read, by the flags and the query parameters of these names. */
export type TableFlags = Partial<Record<keyof TableOptions, string>>;

/** What the flags may be that have few values. */
const CHOICES = {
  delimiter: DELIMITERS,
  decimal: ['.', ','],
  encoding: ENCODINGS,
  thousands: THOUSANDS,
} as const;

/** @throws UsageFault for a value that no table can be read with */
export function readTableFlags({ columns, sheet, ...flags }: TableFlags): TableFlags {
  for (const [flag, choices] of Object.entries(CHOICES)) {
    const value = flags[flag as keyof typeof CHOICES];
    if (value === undefined || (choices as readonly string[]).includes(value)) continue;
    throw new UsageFault(`--${flag} must be one of ${choices.join('  ')}`);
  }
  if (columns !== undefined && columnMappingOf(columns) === null) {
    const forms = `{"feature": "header"}, or ["header", …] for a table without a header`;
    throw new UsageFault(`--columns must be JSON: ${forms}`);
  }
  const { delimiter, decimal, encoding, thousands } = flags;
  return { delimiter, decimal, encoding, thousands, columns, sheet } as TableFlags;
}

/** The same as scoring takes them. */
export function optionsOf({ columns, ...flags }: TableFlags): TableOptions {
  const mapping = columns === undefined ? undefined : (columnMappingOf(columns) ?? undefined);
  return { ...(flags as Omit<TableOptions, 'columns'>), columns: mapping };
}
