import type { FeatureContract } from '../../inference/contract/model.contract.js';
import type { ColumnPlan } from './column.plan.js';

/** Rows that are shown of a table. */
const SHOWN_ROWS = 20;

/** A row as text, good or bad. */
export interface PreviewRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What a table has, as whoever sends it is shown before it is scored. */
export interface TablePreview {
  readonly columns: readonly { readonly name: string; readonly feature: string | null }[];
  /** Names of required features without a column. */
  readonly missing: readonly string[];
  readonly rows: readonly PreviewRow[];
}

/** Keeps the first rows of a table, as far as a part of it has them. */
export class PreviewKeeper {
  private readonly rows: PreviewRow[] = [];

  /** @param row number of the row, from 1 */
  keep(row: number, line: number, cells: () => readonly string[]): void {
    if (row <= SHOWN_ROWS) this.rows.push({ line, cells: cells() });
  }

  of(
    { names, features, missing }: Pick<ColumnPlan, 'names' | 'features' | 'missing'>,
    known: readonly FeatureContract[],
  ): TablePreview {
    const columns = names.map((name, column) => ({
      name,
      feature: known[features[column] ?? -1]?.name ?? null,
    }));
    return { columns, missing, rows: this.rows };
  }
}
