import type { Feature } from '../../api/client.ts';

const NUMBER = /^[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i;
/** Beyond this a number rounds to infinity as float32. */
const FLOAT32_LIMIT = 3.4028235677973366e38;
const LISTED_CATEGORIES = 20;
const SHOWN_CHARACTERS = 40;

/** Why the service would refuse a cell of a feature's column, in its words; null when it takes it. */
export function cellFault(feature: Feature, text: string): string | null {
  if (feature.dtype === 'string') return categoryFault(feature, text);
  if (text === '' && feature.missing === 'nan') return null;
  const shown = show(text);
  if (!NUMBER.test(text)) return `${shown} is not a number`;
  const value = Number(text);
  if (Math.abs(value) >= FLOAT32_LIMIT) return `${shown} is not finite as float32`;
  const isInteger = feature.dtype === 'int64';
  if (isInteger && !Number.isInteger(value)) return `${shown} is not a whole number`;
  const { min = isInteger ? Number.MIN_SAFE_INTEGER : -Infinity } = feature.hard ?? {};
  const { max = isInteger ? Number.MAX_SAFE_INTEGER : Infinity } = feature.hard ?? {};
  if (value < min) return `${shown} is beyond a hard limit: must be at least ${min}`;
  return value > max ? `${shown} is beyond a hard limit: must be at most ${max}` : null;
}

function categoryFault({ categories }: Feature, text: string): string | null {
  if (categories === undefined) return text === '' ? `${show(text)} is not a category` : null;
  if (categories.includes(text)) return null;
  const choices = categories.slice(0, LISTED_CATEGORIES).join(', ');
  return `${show(text)} is not a category; must be one of ${choices}`;
}

function show(text: string): string {
  if (text === '') return 'an empty cell';
  return `"${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}"`;
}
