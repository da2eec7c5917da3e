import type { ColumnPlan } from './column.plan.js';
import type { CsvScanner } from './csv.scanner.js';
import { cellOf } from './passed.cells.js';
import { isPlainJson } from './stored.value.js';
import type { TextSource } from './text.source.js';

interface PassedColumn {
  readonly field: number;
  /** As JSON. */
  readonly key: string;
  /** Whether the file says what its cells are: numbers or truth values. */
  readonly isPlain: boolean;
}

/** The columns that no feature takes, as a JSON answer gives them back, by name. */
export class PassedColumns {
  readonly header = null;
  private readonly columns: readonly PassedColumn[];
  private readonly isTyped: boolean;

  constructor({ names, features }: ColumnPlan, { types }: TextSource) {
    this.columns = names.flatMap((name, field) => {
      if (features[field] !== -1 || name === '') return [];
      const type = types?.[field] ?? null;
      return [{ field, key: JSON.stringify(name), isPlain: type !== null && isPlainJson(type) }];
    });
    this.isTyped = types !== undefined;
  }

  /** The members of an object, without its braces. */
  textOf(scanner: CsvScanner): Uint8Array {
    const members = this.columns.map(
      ({ field, key, isPlain }) => `${key}:${this.jsonOf(scanner, field, isPlain)}`,
    );
    return Buffer.from(members.join(','));
  }

  /** A cell of CSV is a text, also an empty one; other files know nothing and numbers. */
  private jsonOf(scanner: CsvScanner, field: number, isPlain: boolean): string {
    const text = this.isTyped ? cellOf(scanner, field) : scanner.textAt(field);
    if (text === null) return 'null';
    return isPlain && !/[IN]/.test(text) ? text : JSON.stringify(text);
  }
}
