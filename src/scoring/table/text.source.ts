import type { TableKind } from './table.options.js';

/** What the text of a table was made from, and how its records are counted. */
export interface TextSource {
  readonly kind: TableKind;
  /** Line of the first record. */
  readonly firstLine: number;
  /** Of a workbook. */
  readonly sheet?: string | undefined;
}
