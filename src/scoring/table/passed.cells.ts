import { columnKey } from '../../inference/contract/column.key.js';
import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { distinctColumns } from './column.name.js';
import type { ColumnPlan } from './column.plan.js';
import type { CsvScanner } from './csv.scanner.js';
import { FEATURE_TYPES, type ParquetColumn } from './parquet.column.js';
import type { TextSource } from './text.source.js';

const QUOTE = 0x22;

/** The uploaded columns as a Parquet answer repeats them: with the types that they came with. */
export class PassedCells {
  readonly header = null;
  readonly columns: readonly ParquetColumn[];
  private readonly fields: readonly number[];

  /** @param written names of the columns that the answer adds */
  constructor(
    plan: ColumnPlan,
    features: readonly FeatureContract[],
    written: readonly string[],
    { types }: TextSource,
  ) {
    const replaced = new Set(written.map(columnKey));
    const names = uniqueNames(plan.names);
    this.fields = plan.names.flatMap((name, field) =>
      plan.features[field] === -1 && replaced.has(columnKey(name)) ? [] : [field],
    );
    this.columns = this.fields.map((field) => ({
      name: names[field] as string,
      type:
        types === undefined
          ? typeOf(features[plan.features[field] ?? -1])
          : (types[field] ?? 'string'),
    }));
  }

  /** The cells as JSON: texts, and null for what is empty. */
  textOf(scanner: CsvScanner): Uint8Array {
    return Buffer.from(JSON.stringify(this.fields.map((field) => cellOf(scanner, field))));
  }
}

/** A cell as text; null when it is empty, and not an empty text. */
export function cellOf(scanner: CsvScanner, field: number): string | null {
  const { bytes, starts, ends, recordStart } = scanner;
  const start = starts[field] as number;
  const isQuoted = start > recordStart && bytes[start - 1] === QUOTE;
  return start === ends[field] && !isQuoted ? null : scanner.textAt(field);
}

function typeOf(feature: FeatureContract | undefined): ParquetColumn['type'] {
  return FEATURE_TYPES[feature?.dtype ?? 'string'];
}

/** Columns that are given back under their names have one, and no two the same. */
export function uniqueNames(names: readonly string[]): string[] {
  const named = names.map((name, at) => ({ name: name === '' ? `column_${at + 1}` : name }));
  return distinctColumns(named).map(({ name }) => name);
}
