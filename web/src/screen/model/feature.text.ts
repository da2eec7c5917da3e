import type { Feature } from '../../api/client.ts';
import { countText, numberText } from '../../part/number.text.ts';

const ANYTHING: Readonly<Record<Feature['dtype'], string>> = {
  float32: 'any number',
  int64: 'any whole number',
  string: 'any text',
};

/** Whether a row must name it, and whether its value may be missing. */
export function demandText({ required, missing }: Feature): string {
  if (required === false) return 'no';
  return missing === 'nan' ? 'yes, may be null' : 'yes';
}

/** Which values are taken; categories are listed apart. */
export function limitText({ dtype, hard: { min, max } = {} }: Feature): string {
  if (min !== undefined && max !== undefined) return rangeText(min, max);
  if (min !== undefined) return `${numberText(min)} or more`;
  return max === undefined ? ANYTHING[dtype] : `${numberText(max)} or less`;
}

/** The training data in a sentence, without the picture. */
export function trainingText({ unit, training = {} }: Feature): string {
  const { n, missing, min, max, mean, quantiles = {}, counts } = training;
  const { '0.25': lower, '0.75': upper } = quantiles;
  return [
    n === undefined ? '' : `${countText(n)} rows`,
    missing ? `${countText(missing)} missing` : '',
    min === undefined || max === undefined
      ? ''
      : min === max
        ? `always ${withUnit(numberText(min), unit)}`
        : withUnit(rangeText(min, max), unit),
    mean === undefined ? '' : `mean ${numberText(rounded(mean))}`,
    lower === undefined || upper === undefined ? '' : `middle half ${rangeText(lower, upper)}`,
    counts === undefined ? '' : `${countText(Object.keys(counts).length)} categories`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

const rangeText = (min: number, max: number) => `${numberText(min)} to ${numberText(max)}`;
const withUnit = (text: string, unit: string | undefined) => (unit ? `${text} ${unit}` : text);
const rounded = (mean: number) => Number(mean.toPrecision(4));
