import { countText } from '../../part/number.text.ts';
import type { TableCheck } from './table.check.ts';

/** How many rows were looked at, and what came of it. */
export function checkSummary({ rows, isWhole, missing, errorCount }: TableCheck): string {
  if (missing.length > 0) return `Columns are missing: ${missing.join(', ')}.`;
  if (rows === 0) return isWhole ? 'The file has no rows.' : 'The first row is too long.';
  const rowsText = rows === 1 ? 'row' : `${countText(rows)} rows`;
  const shown = isWhole
    ? `All ${countText(rows)} ${rows === 1 ? 'row' : 'rows'} of the file`
    : `The first ${rowsText}`;
  const faults = `${countText(errorCount)} ${errorCount === 1 ? 'fault' : 'faults'}`;
  return errorCount === 0 ? `${shown}: no faults.` : `${shown}: ${faults}, listed below.`;
}

const LONGEST = 40;

/** `a, b and 3 more`: a header may have hundreds of names, and long ones. */
export function namesText(names: readonly string[], most = 8): string {
  const shown = names.slice(0, most).map((name) => cut(name) || 'a column without a name');
  const left = names.length - shown.length;
  return shown.join(', ') + (left === 0 ? '' : ` and ${countText(left)} more`);
}

/** As much of a name as tells it from others, mostly. */
export function cut(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
}
