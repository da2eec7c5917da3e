import type { ColumnPlan } from './column.plan.js';
import type { CsvScanner } from './csv.scanner.js';

/** The columns that no feature takes, as a JSON answer gives them back: by name, as text. */
export class PassedColumns {
  readonly header = null;
  private readonly columns: readonly (readonly [field: number, key: string])[];

  constructor({ names, features }: ColumnPlan) {
    this.columns = names.flatMap((name, field) =>
      features[field] === -1 && name !== '' ? [[field, JSON.stringify(name)] as const] : [],
    );
  }

  /** The members of an object, without its braces. */
  textOf(scanner: CsvScanner): Uint8Array {
    const members = this.columns.map(
      ([field, key]) => `${key}:${JSON.stringify(scanner.textAt(field))}`,
    );
    return Buffer.from(members.join(','));
  }
}
