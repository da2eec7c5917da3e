import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { CellReader } from './cell.reader.js';
import { type ColumnPlan, planColumns } from './column.plan.js';
import { CsvScanner } from './csv.scanner.js';
import { type ColumnMapping, codeOf, type TextDialect } from './table.options.js';

/** The start of a text table. */
export interface TableHead {
  readonly bytes: Uint8Array;
  /** Whether nothing follows. */
  readonly isWhole: boolean;
  readonly maxRecordBytes: number;
}

/** What the start of a table means when it is read in one way. */
export interface Reading {
  readonly dialect: TextDialect;
  /** Whether every feature that the model needs has its column. */
  readonly isFitting: boolean;
  readonly rows: number;
  /** Features that have a column. */
  readonly matched: number;
  /** Rows in which every feature has a value that makes sense. */
  readonly good: number;
  /** Cells of features that have a value, also in rows that are refused for others. */
  readonly readable: number;
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
  mostRows: number,
): Reading {
  const scanner = new CsvScanner(maxRecordBytes, codeOf(dialect.delimiter));
  scanner.push(bytes);
  if (isWhole) scanner.end();
  const header = mapping?.by === 'place' ? mapping.names : headerOf(scanner);
  const plan = planColumns(header, features, mapping);
  const cells = features.map((feature) => new CellReader(feature, dialect));
  const meaning: unknown[] = [];
  let good = 0;
  let readable = 0;
  let even = 0;
  let rows = 0;
  for (; rows < mostRows && scanner.next(); rows++) {
    if (scanner.flaw !== null || scanner.fields !== plan.names.length) continue;
    if (scanner.fields > 1) even++;
    const found = valuesOf(scanner, plan, cells);
    const faults = found.filter((one) => typeof one === 'object' && one !== null);
    readable += found.length - faults.filter(({ code }) => code !== 'out_of_hard_range').length;
    if (faults.length > 0) continue;
    good++;
    meaning.push(found);
  }
  const matched = new Set(plan.features.filter((at) => at !== -1)).size;
  const isFitting = plan.faults.length === 0;
  return {
    dialect,
    isFitting,
    rows,
    matched,
    good,
    readable,
    even,
    meaning: JSON.stringify(meaning),
  };
}

function headerOf(scanner: CsvScanner): string[] {
  return scanner.next() && scanner.flaw === null ? scanner.texts : [];
}

function valuesOf(scanner: CsvScanner, plan: ColumnPlan, cells: readonly CellReader[]) {
  return [...plan.features].flatMap((at, field) => {
    const cell = cells[at];
    if (cell === undefined) return [];
    const { bytes, starts, ends, escaped } = scanner;
    if (escaped[field] === 1) {
      const plain = Buffer.from(scanner.textAt(field));
      return [cell.valueOf(plain, 0, plain.length)];
    }
    return [cell.valueOf(bytes, starts[field] as number, ends[field] as number)];
  });
}
