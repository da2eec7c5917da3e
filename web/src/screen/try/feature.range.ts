import type { Feature } from '../../api/client.ts';
import { isNumeric } from '../../part/feature.kind.ts';
import { isoText, timeOf } from '../../part/iso.time.ts';
import { typedText } from '../../part/number.sign.ts';
import { numberText, shareText } from '../../part/number.text.ts';
import type { Value } from './feature.value.ts';

/** What a feature was like in training, where the contract says it. */
export interface TrainingRange {
  readonly min: number;
  readonly max: number;
  /** The 5 % and 95 % quantiles. */
  readonly band: readonly [number, number] | null;
}

/** null for what is no number. */
export function rangeOf(feature: Feature): TrainingRange | null {
  const { min, max, quantiles } = feature.training ?? {};
  if (!isNumeric(feature) || min === undefined || max === undefined) return null;
  const [low, high] = [quantiles?.['0.05'], quantiles?.['0.95']];
  return { min, max, band: low === undefined || high === undefined ? null : [low, high] };
}

/** Where a value lies, in words. */
export function rangeWords(feature: Feature, value: Value | undefined): string {
  if (value === undefined) return 'Empty: left out';
  if (value === null) return 'Empty: sent as missing';
  if (feature.dtype === 'datetime') return spanWords(feature, timeOf(String(value)), isoText);
  return typeof value === 'number' && isNumeric(feature)
    ? spanWords(feature, value, numberText)
    : countWords(feature, String(value));
}

function spanWords({ training }: Feature, value: number, text: (end: number) => string): string {
  const { min, max } = training ?? {};
  if (min === undefined || max === undefined) return '';
  const where = isWithin({ min, max }, value) ? 'Within' : 'Outside';
  return `${where} the training range ${text(min)}–${text(max)}`;
}

export function isWithin({ min, max }: Pick<TrainingRange, 'min' | 'max'>, value: number): boolean {
  return value >= min && value <= max;
}

function countWords({ training, categories, openCategories }: Feature, value: string): string {
  if (openCategories && !categories?.map(String).includes(value)) return 'Not seen in training';
  if (!training?.counts || !training.n) return '';
  return `${shareText((training.counts[value] ?? 0) / training.n)} of the training rows`;
}

/**
 * How much an arrow key changes a number: 1 for whole ones, else a power of ten that takes about
 * fifty steps through the training range.
 */
export function stepOf(feature: Feature): number {
  const range = rangeOf(feature);
  if (feature.dtype === 'int64' || range === null || range.max <= range.min) return 1;
  return 10 ** Math.round(Math.log10((range.max - range.min) / 50));
}

/** A number that is one step further, without the noise of binary fractions. */
export function steppedText(feature: Feature, value: number, direction: 1 | -1): string {
  const step = stepOf(feature);
  return typedText(String(Number((value + direction * step).toPrecision(12))));
}
