import { createdAtOf } from '#dist/domain/prediction.id.js';

/** Where a filled history can be read: just before these times, and under these ids. */
export interface HistoryPlaces {
  /** Times (ISO 8601) before which single predictions come first. */
  readonly singles: string[];
  /** Times before which the rows of a file come first. */
  readonly batches: string[];
  /** Of single predictions and of batch rows. */
  readonly ids: string[];
}

/** The first time at which an id is in the past. */
export function timeAfter(id: string): string {
  return new Date(createdAtOf(id).getTime() + 1).toISOString();
}
