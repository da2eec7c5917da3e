import type { FeatureFilter, NumberRange } from '../domain/history.filter.js';
import { NUMBER } from '../http/query.value.js';
import { type Fault, Problem } from '../problem/problem.js';

/** Most features of one filter, and longest name or value of each. */
const MOST_FEATURES = 32;
const MOST_CHARACTERS = 1_024;
const BETWEEN = '..';

/** A parameter `feature.<name>` without its first part, and its value or values. */
export type FeatureParameter = readonly [name: string, value: unknown];

/**
 * `1..2`, `1..` and `..2` are ranges, both ends included; a number alone is a range of its own, or the
 * same as a text; all else is a text, as is what stands in double quotes (as JSON), whatever it is.
 * Several features make sense without a model, too: what has no such feature does not match.
 * @throws Problem `malformed-request` with every fault
 */
export function toFeatureFilters(parameters: readonly FeatureParameter[]): FeatureFilter[] {
  const faults: Fault[] = [];
  const filters = parameters.flatMap(([name, value]): FeatureFilter[] => {
    const filter = filterOf(name, value);
    if (typeof filter !== 'string') return [filter];
    const shown = name.length > MOST_CHARACTERS ? `${name.slice(0, MOST_CHARACTERS)}…` : name;
    const pointer = `/query/feature.${shown}`;
    faults.push({ code: 'bad_parameter', pointer, detail: filter });
    return [];
  });
  if (parameters.length > MOST_FEATURES) {
    const detail = `at most ${MOST_FEATURES} features can be filtered by`;
    faults.push({ code: 'bad_parameter', pointer: '/query/feature', detail });
  }
  if (faults.length === 0) return filters;
  throw new Problem('malformed-request', 'The query has faults.', { errors: faults });
}

/** @returns what is wrong with it, where something is */
function filterOf(name: string, value: unknown): FeatureFilter | string {
  if (name === '') return 'feature. must be followed by the name of a feature';
  if (typeof value !== 'string') return 'must be given once';
  if (name.length > MOST_CHARACTERS || value.length > MOST_CHARACTERS) {
    return `name and value must be at most ${MOST_CHARACTERS} characters long`;
  }
  if (value.startsWith('"')) return textOf(name, value);
  if (value.includes(BETWEEN)) return rangeOf(name, value);
  const number = NUMBER.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number)
    ? { name, text: value, from: number, to: number }
    : { name, text: value };
}

function textOf(name: string, value: string): FeatureFilter | string {
  try {
    return { name, text: JSON.parse(value) };
  } catch {
    return 'a text in double quotes must be a JSON string';
  }
}

function rangeOf(name: string, value: string): FeatureFilter | string {
  const at = value.indexOf(BETWEEN);
  const range: { from?: number; to?: number } = {};
  for (const [end, text] of [
    ['from', value.slice(0, at)],
    ['to', value.slice(at + BETWEEN.length)],
  ] as const) {
    if (text === '') continue;
    const number = NUMBER.test(text) ? Number(text) : Number.NaN;
    if (!Number.isFinite(number)) return HINT;
    range[end] = number;
  }
  return faultOf(range) ?? { name, ...range };
}

const HINT =
  'must be <from>..<to> with numbers, of which one may be left out; a text that has two dots stands in double quotes';

function faultOf({ from, to }: NumberRange): string | null {
  if (from === undefined && to === undefined) return HINT;
  return from !== undefined && to !== undefined && from > to
    ? 'must not begin above its end'
    : null;
}
