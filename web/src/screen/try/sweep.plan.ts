import type { Feature } from '../../api/client.ts';
import { choicesOf, isNumeric } from '../../part/feature.kind.ts';
import { rangeOf } from './feature.range.ts';
import { type Value, valueOfChoice } from './feature.value.ts';
import type { RowReading } from './form.texts.ts';
import type { Answered, RowPlan } from './row.plan.ts';

export const POINTS = 60;

/** Values that one feature takes while the others stay as they are. */
export interface SweepPlan extends RowPlan {
  readonly feature: Feature;
  readonly values: readonly (number | string | boolean)[];
  /** What the form holds for the feature; it is one of `values` when the range has it. */
  readonly present: Value | undefined;
}

/** What the model says along a sweep. */
export type Sweep = Answered<SweepPlan>;

/** Features of which there is something to sweep. */
export function sweepableOf(features: readonly Feature[]): Feature[] {
  return features.filter((feature) => valuesOf(feature, undefined).length > 0);
}

/** null while a field that the sweep needs is in fault. @param points values of a number */
export function planSweep(
  feature: Feature,
  { row, faults }: RowReading,
  points = POINTS,
): SweepPlan | null {
  if ([...faults.keys()].some((name) => name !== feature.name)) return null;
  const present = row[feature.name];
  const values = valuesOf(feature, present, points);
  return {
    feature,
    values,
    present,
    rows: values.map((value) => ({ ...row, [feature.name]: value })),
  };
}

function valuesOf(
  feature: Feature,
  present: Value | undefined,
  points = POINTS,
): (number | string | boolean)[] {
  if (!isNumeric(feature)) return categoriesOf(feature);
  const range = rangeOf(feature);
  if (range === null) return [];
  const low = Math.max(range.min, feature.hard?.min ?? range.min);
  const high = Math.min(range.max, feature.hard?.max ?? range.max);
  const even = Array.from({ length: points }, (_, at) => low + ((high - low) * at) / (points - 1));
  const isInside = typeof present === 'number' && present >= low && present <= high;
  const all = [
    ...even.map((value) => plain(feature, value, low, high)),
    ...(isInside ? [present] : []),
  ];
  return [...new Set(all)].sort((one, other) => one - other);
}

/** A value as somebody would type it, which stays within the range. */
function plain({ dtype }: Feature, value: number, low: number, high: number): number {
  const short = dtype === 'int64' ? Math.round(value) : Number(value.toPrecision(5));
  return Math.min(high, Math.max(low, short));
}

/** Of a time there are none, nor of a text that may be anything. */
function categoriesOf(feature: Feature): (number | string | boolean)[] {
  const seen = feature.dtype === 'datetime' ? {} : (feature.training?.counts ?? {});
  const choices = choicesOf(feature) ?? Object.keys(seen);
  return choices.slice(0, POINTS).map((choice) => valueOfChoice(feature, choice));
}
