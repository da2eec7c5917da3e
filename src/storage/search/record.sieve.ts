import type { HistoryFilter } from '../../domain/history.filter.js';
import type { PredictionRecord } from '../../domain/prediction.record.js';
import { isIn, isMeant } from './column.sieve.js';

/** Whether a single prediction is what a filter says of the values of rows. */
export function passes(
  record: PredictionRecord,
  { confidence, features = [] }: HistoryFilter,
): boolean {
  return (
    (confidence === undefined || isIn(confidence, confidenceOf(record))) &&
    features.every((filter) => isMeant(filter, own(record.inputs, filter.name)))
  );
}

/** The probability of the label that was predicted; undefined where there is none. */
export function confidenceOf({
  label,
  probabilities,
}: Pick<PredictionRecord, 'label' | 'probabilities'>): number | undefined {
  return label === undefined ? undefined : own(probabilities ?? {}, label);
}

/** Names may be those of what every object has. */
function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
