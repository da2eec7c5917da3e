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
  const advice = isData ? headerAdvice(features) : '';
  return faults.map((fault, at) => ({
    ...fault,
    line,
    detail: at === 0 ? `${fault.detail}${advice}` : fault.detail,
  }));
}

function headerAdvice(features: readonly FeatureContract[]): string {
  const names = features.slice(0, 3).map(({ name }) => JSON.stringify(name));
  const list = `[${names.join(',')}${features.length > 3 ? ',…' : ''}]`;
  return `; the first record has numbers in place of names: put a header before it, or send columns=${list} with the name of each column`;
}
