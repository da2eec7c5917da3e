import { createHash } from 'node:crypto';
import type { HistoryFilter } from '../domain/history.filter.js';
import type { HistoryPosition } from '../domain/history.item.js';
import { isPredictionId } from '../domain/prediction.id.js';
import { Problem } from '../problem/problem.js';

/** An opaque text for a position, bound to the filters it was reached with. */
export function encodeCursor({ entry, row }: HistoryPosition, filter: HistoryFilter): string {
  const text = `${entry}.${row}`;
  return Buffer.from(`${text}.${checksum(text, filter)}`).toString('base64url');
}

/** @throws Problem `malformed-request` for a cursor that is damaged or belongs to other filters */
export function decodeCursor(cursor: string, filter: HistoryFilter): HistoryPosition {
  const [entry = '', row = '', sum] = Buffer.from(cursor, 'base64url').toString().split('.');
  const isOurs =
    isPredictionId(entry) && /^\d{1,10}$/.test(row) && sum === checksum(`${entry}.${row}`, filter);
  if (!isOurs) {
    throw new Problem('malformed-request', 'The cursor is damaged or belongs to other filters.');
  }
  return { entry, row: Number(row) };
}

function checksum(text: string, filter: HistoryFilter): string {
  const fields = Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([text, fields]))
    .digest('base64url')
    .slice(0, 16);
}
