import { isMet, TARGETS, type Target } from '../targets.js';
import { measured } from './measured.js';
import type { SuiteResult } from './result.file.js';
import { numberText, textTable } from './text.table.js';

/** Each target with what was measured. */
export function targetTable(results: readonly SuiteResult[]): string {
  const rows = TARGETS.map((target) => rowOf(target, measured(target, results)));
  return textTable([['target', 'bound', 'measured', 'met'], ...rows]);
}

function rowOf(target: Target, value: number | null): string[] {
  const met = value === null ? '-' : isMet(target, value) ? 'yes' : 'NO';
  return [target.text, boundText(target), numberText(value), met];
}

function boundText({ atLeast, atMost }: Target): string {
  return atLeast === undefined ? `<= ${atMost}` : `>= ${atLeast}`;
}
