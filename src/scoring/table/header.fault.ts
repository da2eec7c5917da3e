import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { type Fault, Problem } from '../../problem/problem.js';
import type { ColumnPlan } from './column.plan.js';
import type { Dialect } from './table.options.js';

const IS_NUMBER = /^\s*[+-]?[\d.,']*\d\s*$/;

/** A header that does not fit the model. */
export function headerProblem(errors: readonly Fault[], dialect: Dialect | null): Problem {
  return new Problem('invalid-file', 'The header of the file does not fit the model.', {
    errors: errors.slice(0, 100),
    members: { dialect },
  });
}

/** The faults of a header; of one that is a row of numbers, what to do about it. */
export function plainHeaderFaults(
  { names, faults }: ColumnPlan,
  features: readonly FeatureContract[],
  line: number,
): Fault[] {
  const isData = names.length > 0 && names.every((name) => IS_NUMBER.test(name));
  if (!isData) return faults.map((fault) => ({ ...fault, line }));
  const example = JSON.stringify(features.slice(0, 3).map(({ name }) => name));
  const detail = `the first record has numbers in place of names: put a header before it, or send columns with the name of each column, as columns=${features.length > 3 ? example.replace(']', ',…]') : example}`;
  return [{ line, code: 'missing_columns', detail }];
}
