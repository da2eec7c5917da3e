import type { FeatureFilter, NumberRange } from '../domain/history.filter.js';
import { timeOf } from '../domain/iso.time.js';
import { NUMBER } from '../http/query.value.js';
import { type Fault, Problem } from '../problem/problem.js';

/** Most features of one filter, and longest name or value of each. */
const MOST_FEATURES = 32;
const MOST_CHARACTERS = 1_024;
const BETWEEN = '..';

/** A parameter `feature.<name>` without its first part, and its value or values. */
export type FeatureParameter = readonly [name: string, value: unknown];

/**
 * `1..2`, `1..` and `..2` are ranges, both ends included, of numbers or of times in ISO 8601; a number or
 * time alone is a range of its own, or the same as a text; all else is a text, as is what stands in double quotes (as JSON), whatever it is.
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
  const number = numberOf(value);
  if (Number.isFinite(number)) return { name, text: value, from: number, to: number };
  const time = timeOf(value);
  return Number.isNaN(time)
    ? { name, text: value }
    : { name, text: value, time: { from: time, to: time } };
}

/** NaN where it is none. */
function numberOf(text: string): number {
  return NUMBER.test(text) ? Number(text) : Number.NaN;
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
  const ends = [value.slice(0, at), value.slice(at + BETWEEN.length)] as const;
  const numbers = rangeBetween(ends, numberOf);
  if (numbers !== null) return faultOf(numbers) ?? { name, ...numbers };
  const time = rangeBetween(ends, timeOf);
  return time === null ? HINT : (faultOf(time) ?? { name, time });
}

/** null where an end that is there is none. */
function rangeBetween(
  [from, to]: readonly [string, string],
  meaningOf: (text: string) => number,
): NumberRange | null {
  const range = {
    ...(from === '' ? {} : { from: meaningOf(from) }),
    ...(to === '' ? {} : { to: meaningOf(to) }),
  };
  return Object.values(range).every(Number.isFinite) ? range : null;
}

const HINT =
  'must be <from>..<to> with two numbers or two times, of which one may be left out; a text that has two dots stands in double quotes';

function faultOf({ from, to }: NumberRange): string | null {
  if (from === undefined && to === undefined) return HINT;
  return from !== undefined && to !== undefined && from > to
    ? 'must not begin above its end'
    : null;
}
