import { type QueryFilter, trusted } from 'mongoose';
import type { HistoryFilter } from '../../domain/history.filter.js';
import { type IdRange, rangeOf } from '../history.range.js';
import type { PredictionDocument } from './prediction.document.js';

/** Ids `low <= id < high`. Operators have to be marked: `sanitizeFilter` takes all others as values. */
export function idsIn({ low, high }: IdRange) {
  return trusted({ $gte: low, $lt: high });
}

/** A filter that names the models which may be seen, in place of patterns of their names. */
export interface NamedFilter extends Omit<HistoryFilter, 'models'> {
  readonly names?: readonly string[];
}

/** Entries that hold at least one row of a filter; its parts are only ever used as plain texts. */
export function entryFilter(
  filter: NamedFilter,
  before: string | null = null,
): QueryFilter<PredictionDocument> {
  const { model, names, version, label, caller, batchId } = filter;
  const source = filter.source ?? (batchId === undefined ? undefined : 'batch');
  return {
    _id: idsIn(rangeOf(filter, before)),
    scored: trusted({ $ne: 0 }),
    ...(model !== undefined && { 'model.name': String(model) }),
    ...(names !== undefined && { 'model.name': trusted({ $in: names.map(String) }) }),
    ...(version !== undefined && { 'model.version': String(version) }),
    ...(label !== undefined && { label: String(label) }),
    ...(caller !== undefined && { caller: String(caller) }),
    ...(source !== undefined && { source: String(source) }),
  } as QueryFilter<PredictionDocument>;
}
