import type { StoredType } from './parquet.column.js';
import type { TableKind } from './table.options.js';

/** What the text of a table was made from, and how its records are counted. */
export interface TextSource {
  readonly kind: TableKind;
  /** Line of the first record. */
  readonly firstLine: number;
  /** Of the columns of a Parquet file, in their order; null for those that became text. */
  readonly types?: readonly (StoredType | null)[] | undefined;
  /** Of a workbook: the sheet that is read, and all that have cells. */
  readonly sheet?: string | undefined;
  readonly sheets?: readonly string[] | undefined;
}
