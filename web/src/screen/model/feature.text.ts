import type { Feature } from '../../api/client.ts';
import { mayMiss } from '../../part/feature.kind.ts';
import { isoText } from '../../part/iso.time.ts';
import { countText, numberText } from '../../part/number.text.ts';

const ANYTHING: Readonly<Record<Feature['dtype'], string>> = {
  float32: 'any number',
  float64: 'any number',
  int64: 'any whole number',
  string: 'any text',
  boolean: 'true or false',
  datetime: 'any date or time (ISO 8601)',
};

/** How a value of the training data, or a limit, is shown. */
export function valueTextOf({ dtype }: Feature): (value: number) => string {
  return dtype === 'datetime' ? isoText : numberText;
}

/** Whether a row must name it, and whether its value may be missing. */
export function demandText(feature: Feature): string {
  if (feature.required === false) return 'no';
  return mayMiss(feature) ? 'yes, may be null' : 'yes';
}

/** Which values are taken; categories are listed apart. */
export function limitText(feature: Feature): string {
  const { dtype, hard: { min, max } = {} } = feature;
  const text = valueTextOf(feature);
  if (min !== undefined && max !== undefined) return rangeText(min, max, text);
  if (min !== undefined) return `${text(min)} or more`;
  return max === undefined ? ANYTHING[dtype] : `${text(max)} or less`;
}

/** The training data in a sentence, without the picture. */
export function trainingText(feature: Feature): string {
  const { unit, training = {}, dtype } = feature;
  const text = valueTextOf(feature);
  const { n, missing, min, max, mean, quantiles = {}, counts } = training;
  const { '0.25': lower, '0.75': upper } = quantiles;
  return [
    n === undefined ? '' : `${countText(n)} rows`,
    missing ? `${countText(missing)} missing` : '',
    min === undefined || max === undefined
      ? ''
      : min === max
        ? `always ${withUnit(text(min), unit)}`
        : withUnit(rangeText(min, max, text), unit),
    mean === undefined ? '' : `mean ${dtype === 'datetime' ? text(mean) : text(rounded(mean))}`,
    lower === undefined || upper === undefined
      ? ''
      : `middle half ${rangeText(lower, upper, text)}`,
    counts === undefined ? '' : `${countText(Object.keys(counts).length)} categories`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

const rangeText = (min: number, max: number, text: (value: number) => string) =>
  `${text(min)} to ${text(max)}`;
const withUnit = (text: string, unit: string | undefined) => (unit ? `${text} ${unit}` : text);
const rounded = (mean: number) => Number(mean.toPrecision(4));
