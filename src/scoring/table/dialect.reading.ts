import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { CellReader } from './cell.reader.js';
import { type ColumnPlan, planColumns } from './column.plan.js';
import { CsvScanner } from './csv.scanner.js';
import type { TableHead } from './dialect.finder.js';
import { type ColumnMapping, characterOf, type TextDialect } from './table.options.js';

/** So many rows say enough of how a table is written. */
const SAMPLE_ROWS = 1_000;

/** What the start of a table means when it is read in one way. */
export interface Reading {
  readonly dialect: TextDialect;
  /** Features that have a column. */
  readonly matched: number;
  /** Rows in which every feature has a value that makes sense. */
  readonly good: number;
  /** Rows that have as many cells as the header, where that is more than one. */
  readonly even: number;
  /** The values of the good rows; two readings with the same are one. */
  readonly meaning: string;
}

export function readingOf(
  { bytes, isWhole, maxRecordBytes }: TableHead,
  dialect: TextDialect,
  features: readonly FeatureContract[],
  mapping: ColumnMapping | undefined,
): Reading {
  const scanner = new CsvScanner(maxRecordBytes, characterOf(dialect.delimiter).charCodeAt(0));
  scanner.push(bytes);
  if (isWhole) scanner.end();
  const header = mapping?.by === 'place' ? mapping.names : nextCells(scanner);
  const plan = planColumns(header ?? [], features, mapping);
  const cells = features.map((feature) => new CellReader(feature, dialect));
  const meaning: unknown[] = [];
  let good = 0;
  let even = 0;
  for (let row = 0; row < SAMPLE_ROWS && scanner.next(); row++) {
    if (scanner.flaw !== null || scanner.fields !== plan.names.length) continue;
    if (scanner.fields > 1) even++;
    const values = valuesOf(scanner, plan, cells);
    if (values === null) continue;
    good++;
    meaning.push(values);
  }
  const matched = new Set(plan.features.filter((at) => at !== -1)).size;
  return { dialect, matched, good, even, meaning: JSON.stringify(meaning) };
}

function nextCells(scanner: CsvScanner): string[] | null {
  if (!scanner.next() || scanner.flaw !== null) return null;
  return Array.from({ length: scanner.fields }, (_, field) => scanner.textAt(field));
}

/** @returns null when one of them is refused */
function valuesOf(
  scanner: CsvScanner,
  plan: ColumnPlan,
  cells: readonly CellReader[],
): unknown[] | null {
  const values: unknown[] = [];
  for (const [field, at] of plan.features.entries()) {
    const cell = cells[at];
    if (cell === undefined) continue;
    const value = cell.valueOf(scanner.textAt(field));
    if (value === undefined) return null;
    values.push(value);
  }
  return values;
}
