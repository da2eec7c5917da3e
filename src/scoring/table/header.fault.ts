import { timeOf } from '../../domain/iso.time.js';
import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { type Fault, Problem } from '../../problem/problem.js';
import type { ColumnPlan } from './column.plan.js';
import type { Dialect } from './table.options.js';
import { truthOf } from './truth.word.js';

/** Also of cells that nothing has separated yet. */
const IS_NUMBER = /^\s*[+-]?[\d.,';|\t ]*\d\s*$/;

/** What names no column. */
function isValue(text: string): boolean {
  return IS_NUMBER.test(text) || truthOf(text) !== undefined || !Number.isNaN(timeOf(text));
}

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
  plan: ColumnPlan,
  features: readonly FeatureContract[],
  line: number,
  later: number | undefined,
): Fault[] {
  const advice = headerAdvice(plan, features, later);
  return plan.faults.map((fault, at) => ({
    ...fault,
    line,
    detail: at === 0 ? `${fault.detail}${advice}` : fault.detail,
  }));
}

function headerAdvice(
  { names, missing }: ColumnPlan,
  features: readonly FeatureContract[],
  later: number | undefined,
): string {
  if (missing.length > 0 && later !== undefined) {
    return `; line ${later} has the names of the columns: remove what stands before it`;
  }
  if (names.length > 0 && names.every(isValue)) {
    const first = features.slice(0, 3).map(({ name }) => JSON.stringify(name));
    const list = `[${first.join(',')}${features.length > 3 ? ',…' : ''}]`;
    return `; the first record has values in place of names: put a header before it, or send columns=${list} with the name of each column`;
  }
  if (names.length > 1 || missing.length < 2) return '';
  return '; the first record has one cell: it shall have the names of the columns, separated by commas, semicolons, tabs or |';
}
