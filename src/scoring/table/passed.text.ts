import { columnKey } from '../../inference/contract/column.key.js';
import type { FeatureContract } from '../../inference/contract/model.contract.js';
import type { ColumnPlan } from './column.plan.js';
import type { CsvScanner } from './csv.scanner.js';
import { csvCell, FORMULA_STARTS } from './csv.text.js';

/** The uploaded columns as a CSV answer repeats them. */
export class PassedText {
  readonly header: string;
  /** Columns that are repeated: all but those that the answer writes anew. */
  private readonly kept: readonly number[];
  /** Columns whose cells are text; those of numeric features are known to be numbers. */
  private readonly texts: ReadonlySet<number>;
  private readonly isWhole: boolean;

  /**
   * @param written names of the columns that the answer adds
   * @param delimiter of the file, and so of the answer
   */
  constructor(
    plan: ColumnPlan,
    features: readonly FeatureContract[],
    written: readonly string[],
    private readonly delimiter: string,
  ) {
    const replaced = new Set(written.map(columnKey));
    const columns = plan.names.map((_, column) => column);
    this.kept = columns.filter((column) => {
      return plan.features[column] !== -1 || !replaced.has(columnKey(plan.names[column] ?? ''));
    });
    const isText = (column: number) =>
      (features[plan.features[column] ?? -1]?.dtype ?? 'string') === 'string';
    this.texts = new Set(columns.filter(isText));
    this.isWhole = this.kept.length === columns.length;
    this.header = this.joined((column) => csvCell(plan.names[column], delimiter));
  }

  /** The record that the scanner stands on: its own bytes when nothing in it needs care. */
  textOf(scanner: CsvScanner): Uint8Array {
    if (this.isWhole && !this.needsCare(scanner)) {
      return scanner.bytes.subarray(scanner.recordStart, scanner.recordEnd);
    }
    return Buffer.from(
      this.joined((column) => {
        const text = scanner.textAt(column);
        return this.texts.has(column) ? csvCell(text, this.delimiter) : this.numberCell(text);
      }),
    );
  }

  private joined(cellOf: (column: number) => string): string {
    return this.kept.map(cellOf).join(this.delimiter);
  }

  /** Numbers hold the delimiter only where commas are both. */
  private numberCell(text: string): string {
    return text.includes(this.delimiter) ? `"${text}"` : text;
  }

  private needsCare({ bytes, starts, ends }: CsvScanner): boolean {
    for (const column of this.texts) {
      const start = starts[column] as number;
      if (start < (ends[column] as number) && FORMULA_STARTS.has(bytes[start] as number))
        return true;
    }
    return false;
  }
}
