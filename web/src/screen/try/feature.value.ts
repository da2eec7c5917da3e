import type { Feature } from '../../api/client.ts';
import { isNumber, OTHER_SIGN, plainText, typedText } from '../../part/number.sign.ts';
import { numberText } from '../../part/number.text.ts';

export type Value = number | string | null;

/** What a text means to the model: a value (`undefined` leaves the feature out), or a fault in words. */
export type Reading = { readonly value: Value | undefined } | { readonly fault: string };

/** Reads what somebody typed; nothing is swallowed or rounded on the way. */
export function readText(feature: Feature, text: string): Reading {
  if (feature.dtype === 'string') return readCategory(feature, text);
  const typed = plainText(text.trim());
  if (typed === '') return readNothing(feature);
  if (/^[+-]?\d*,\d+$/.test(typed)) return { fault: commaWords(typed) };
  if (!isNumber(typed)) return { fault: 'This is not a number' };
  const value = Number(typed);
  if (feature.dtype === 'int64' && !Number.isSafeInteger(value)) {
    return { fault: 'Enter a whole number' };
  }
  // Beyond float32 a number is infinite to the model.
  return Number.isFinite(Math.fround(value)) ? { value } : { fault: 'This number is too large' };
}

function readCategory({ categories }: Feature, text: string): Reading {
  return categories === undefined || categories.includes(text)
    ? { value: text }
    : { fault: 'Choose one of the list' };
}

function readNothing({ missing, required }: Feature): Reading {
  if (missing !== 'nan') return { fault: 'Enter a number' };
  return { value: required === false ? undefined : null };
}

/** A sign that may be of thousands or of decimals is not guessed. */
function commaWords(plain: string): string {
  const [decimal, none] = [typedText(plain.replace(',', '.')), plain.replace(',', '')];
  return /\d,\d{3}$/.test(plain)
    ? `Write ${none} or ${decimal}, without a ${OTHER_SIGN}`
    : `Write decimals with a point: ${decimal}`;
}

/** The limits that a value has to keep, in words; undefined when the contract has none. */
export function limitWords({ hard, unit }: Feature): string | undefined {
  const after = unit === undefined ? '' : ` ${unit}`;
  if (hard?.min !== undefined && hard.max !== undefined) {
    return `Must be between ${numberText(hard.min)} and ${numberText(hard.max)}${after}`;
  }
  if (hard?.min !== undefined) return `Must be at least ${numberText(hard.min)}${after}`;
  return hard?.max === undefined ? undefined : `Must be at most ${numberText(hard.max)}${after}`;
}
