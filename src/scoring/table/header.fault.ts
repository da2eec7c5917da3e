import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { type Fault, Problem } from '../../problem/problem.js';
import type { ColumnPlan } from './column.plan.js';
import type { Dialect } from './table.options.js';

/** Also of cells that nothing has separated yet. */
const IS_NUMBER = /^\s*[+-]?[\d.,';|\t ]*\d\s*$/;

/** A header that does not fit the model. */
export function headerProblem(errors: readonly Fault[], dialect: Dialect | null): Problem {
  return new Problem('invalid-file', 'The header of the file does not fit the model.', {
    errors: errors.slice(0, 100),
    members: { dialect },
  });
}

/**
 * The faults of a header; of a record that is none, what to do about it.
 * @param later line of a record that would be one
 */
export function plainHeaderFaults(
  { names, faults, missing }: ColumnPlan,
  features: readonly FeatureContract[],
  line: number,
  later: number | undefined,
): Fault[] {
  const advice = missing.length === 0 ? '' : adviceOn(names, features, missing.length, later);
  return faults.map((fault, at) => ({
    ...fault,
    line,
    detail: at === 0 ? `${fault.detail}${advice}` : fault.detail,
  }));
}

function adviceOn(
  names: readonly string[],
  features: readonly FeatureContract[],
  missing: number,
  later: number | undefined,
): string {
  if (later !== undefined) {
    return `; line ${later} has the names of the columns: remove what stands before it`;
  }
  if (names.length > 0 && names.every((name) => IS_NUMBER.test(name))) {
    return `; the first record has numbers in place of names: put a header before it, or send columns with the name of each column, as columns=${exampleOf(features)}`;
  }
  return names.length === 1 && missing > 1
    ? '; the first record has one cell: it shall have the names of the columns, separated by commas, semicolons, tabs or |'
    : '';
}

function exampleOf(features: readonly FeatureContract[]): string {
  const names = features.slice(0, 3).map(({ name }) => JSON.stringify(name));
  return `[${names.join(',')}${features.length > 3 ? ',…' : ''}]`;
}
