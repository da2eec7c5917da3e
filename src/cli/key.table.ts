import type { CheckedEntry } from '../access/key.file.js';

const HEADS = ['id', 'scopes', 'models', 'expires', 'rate', 'note'];

/** What would break a line, or make a terminal show something else. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * Keys as a table for people.
 * @param now ms since 1970
 */
export function keyTable(entries: readonly CheckedEntry[], now: number): string {
  const rows = [HEADS, ...entries.map((entry) => cellsOf(entry, now))];
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lineOf = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ');
  return rows.map((row) => `${lineOf(row).trimEnd()}\n`).join('');
}

/**
 * Keys as JSON for programs: an array, with times in UTC.
 * @param now ms since 1970
 */
export function keyJson(entries: readonly CheckedEntry[], now: number): string {
  const shown = entries.map(({ sha256: _, expires, ...entry }) => ({
    ...entry,
    ...(expires !== undefined && { expires: new Date(expires).toISOString() }),
    expired: isOver(expires, now),
  }));
  return `${JSON.stringify(shown, null, 2)}\n`;
}

function cellsOf(entry: CheckedEntry, now: number): string[] {
  const { id, scopes, models, expires, ratePerMinute, note } = entry;
  const end = expires === undefined ? '' : timeOf(expires);
  return [
    id,
    scopes.join(','),
    models === undefined ? '*' : models.join(','),
    isOver(expires, now) ? `${end} expired` : end,
    ratePerMinute === undefined ? '' : `${ratePerMinute}/min`,
    note ?? '',
  ].map((cell) => cell.replace(INVISIBLE, ' ') || '-');
}

function isOver(expires: number | undefined, now: number): boolean {
  return expires !== undefined && expires <= now;
}

/** As short as it is exact: the day alone where it is midnight. */
function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace(/T00:00:00\.000Z$|\.000(?=Z$)/, '');
}
