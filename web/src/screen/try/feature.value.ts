import type { Feature } from '../../api/client.ts';
import { choicesOf, isNumeric, mayMiss } from '../../part/feature.kind.ts';
import { isoText, timeOf } from '../../part/iso.time.ts';
import { isNumber, OTHER_SIGN, plainText, typedText } from '../../part/number.sign.ts';
import { numberText } from '../../part/number.text.ts';

export type Value = number | string | boolean | null;

/** What a text means to the model: a value (`undefined` leaves the feature out), or a fault in words. */
export type Reading = { readonly value: Value | undefined } | { readonly fault: string };

/** Reads what somebody typed; nothing is swallowed or rounded on the way. */
export function readText(feature: Feature, text: string): Reading {
  if (text.trim() === '' && mayMiss(feature)) {
    return { value: feature.required === false ? undefined : null };
  }
  if (!isNumeric(feature)) return readWord(feature, text);
  const typed = plainText(text.trim());
  if (typed === '') return { fault: 'Enter a number' };
  if (/^[+-]?\d*,\d+$/.test(typed)) return { fault: commaWords(typed) };
  if (!isNumber(typed)) return { fault: 'This is not a number' };
  const value = Number(typed);
  if (feature.dtype === 'int64' && !Number.isSafeInteger(value)) {
    return { fault: 'Enter a whole number' };
  }
  // Beyond float32 a number is infinite to the model.
  const seen = feature.dtype === 'float32' ? Math.fround(value) : value;
  return Number.isFinite(seen) ? { value } : { fault: 'This number is too large' };
}

function readWord(feature: Feature, text: string): Reading {
  const { dtype, openCategories } = feature;
  const choices = choicesOf(feature);
  if (choices?.includes(text)) return { value: valueOfChoice(feature, text) };
  if (choices !== null && !openCategories) return { fault: 'Choose one of the list' };
  if (dtype === 'int64') return readText(withoutCategories(feature), text);
  if (dtype !== 'datetime') return { value: text };
  return Number.isNaN(timeOf(text)) ? { fault: TIME_HINT } : { value: text.trim() };
}

function withoutCategories({ categories: _, ...feature }: Feature): Feature {
  return feature;
}

/** A choice as the service is sent it. */
export function valueOfChoice({ dtype }: Feature, choice: string): number | string | boolean {
  if (dtype === 'boolean') return choice === 'true';
  return dtype === 'int64' ? Number(choice) : choice;
}

const TIME_HINT = 'Write it as 2026-01-31 or 2026-01-31T08:30Z';

/** A sign that may be of thousands or of decimals is not guessed. */
function commaWords(plain: string): string {
  const [decimal, none] = [typedText(plain.replace(',', '.')), plain.replace(',', '')];
  return /\d,\d{3}$/.test(plain)
    ? `Write ${none} or ${decimal}, without a ${OTHER_SIGN}`
    : `Write decimals with a point: ${decimal}`;
}

/** The limits that a value has to keep, in words; undefined when the contract has none. */
export function limitWords({ hard, unit, dtype }: Feature): string | undefined {
  const after = unit === undefined ? '' : ` ${unit}`;
  const shown = dtype === 'datetime' ? isoText : numberText;
  if (hard?.min !== undefined && hard.max !== undefined) {
    return `Must be between ${shown(hard.min)} and ${shown(hard.max)}${after}`;
  }
  if (hard?.min !== undefined) return `Must be at least ${shown(hard.min)}${after}`;
  return hard?.max === undefined ? undefined : `Must be at most ${shown(hard.max)}${after}`;
}
