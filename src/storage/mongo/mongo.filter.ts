import { type QueryFilter, trusted } from 'mongoose';
import type { FeatureFilter, HistoryFilter, NumberRange } from '../../domain/history.filter.js';
import { type IdRange, rangeOf } from '../history.range.js';
import { isNumeric } from '../search/column.sieve.js';
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

/**
 * Batches, and the singles that have the features' values. Which of the probabilities is that of the
 * label the server cannot tell, nor what time a text says: both are left to whoever asks.
 */
export function rowFilter({ features = [] }: NamedFilter): QueryFilter<PredictionDocument> {
  const told = features.filter(({ time }) => time === undefined);
  if (told.length === 0) return {};
  return { $or: [{ source: 'batch' }, { $and: told.map(featureCondition) }] };
}

function featureCondition(filter: FeatureFilter): QueryFilter<PredictionDocument> {
  const name = String(filter.name);
  const either = [
    ...(isNumeric(filter) ? [{ inputs: some(name, numbersIn(filter)) }] : []),
    ...valuesOf(filter).map((value) => ({ inputs: some(name, value) })),
  ];
  return { $or: either } as QueryFilter<PredictionDocument>;
}

/** A text, and the truth value that has it. */
function valuesOf({ text }: FeatureFilter): (string | boolean)[] {
  if (text === undefined) return [];
  return text === 'true' || text === 'false' ? [String(text), text === 'true'] : [String(text)];
}

function some(name: string, value: unknown) {
  return trusted({ $elemMatch: { name, value } });
}

function numbersIn({ from, to }: NumberRange) {
  return {
    ...(from === undefined ? {} : { $gte: Number(from) }),
    ...(to === undefined ? {} : { $lte: Number(to) }),
  };
}
