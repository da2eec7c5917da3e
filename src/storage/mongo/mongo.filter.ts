import { type QueryFilter, trusted } from 'mongoose';
import type { HistoryFilter } from '../../domain/history.filter.js';
import { type IdRange, rangeOf } from '../history.range.js';
import type { PredictionDocument } from './prediction.document.js';

/** Ids `low <= id < high`. Operators have to be marked: `sanitizeFilter` takes all others as values. */
export function idsIn({ low, high }: IdRange) {
  return trusted({ $gte: low, $lt: high });
}

/** Entries that hold at least one row of a filter; its parts are only ever used as plain texts. */
export function entryFilter(
  filter: HistoryFilter,
  before: string | null = null,
): QueryFilter<PredictionDocument> {
  const { model, version, label, batchId } = filter;
  const source = filter.source ?? (batchId === undefined ? undefined : 'batch');
  return {
    _id: idsIn(rangeOf(filter, before)),
    scored: trusted({ $ne: 0 }),
    ...(model !== undefined && { 'model.name': String(model) }),
    ...(version !== undefined && { 'model.version': String(version) }),
    ...(label !== undefined && { label: String(label) }),
    ...(source !== undefined && { source: String(source) }),
  } as QueryFilter<PredictionDocument>;
}
