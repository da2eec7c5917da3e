/** What kinds of tables are read. */
export type TableKind = 'csv' | 'ndjson' | 'json' | 'parquet' | 'xlsx';

/** What separates the cells of a text table, as a request says it. */
export const DELIMITERS = [',', ';', 'tab', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
export type DecimalSign = '.' | ',';
/** What may stand between thousands; a space is also one that does not break. */
export const THOUSANDS = [',', '.', 'space', "'"] as const;
export type Thousands = (typeof THOUSANDS)[number];
export const ENCODINGS = ['utf-8', 'utf-16', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Which column is which, where the header does not say it. */
export type ColumnMapping =
  /** Headers of the columns by the feature that they are for. */
  | { readonly by: 'feature'; readonly headers: Readonly<Record<string, string>> }
  /** The names of all columns of a table that has no header. */
  | { readonly by: 'place'; readonly names: readonly string[] };

/** What a request says of its table; what it leaves out is found. */
export interface TableOptions {
  readonly delimiter?: Delimiter | undefined;
  readonly decimal?: DecimalSign | undefined;
  readonly thousands?: Thousands | undefined;
  readonly encoding?: Encoding | undefined;
  readonly columns?: ColumnMapping | undefined;
  /** Of a spreadsheet. */
  readonly sheet?: string | undefined;
}

/** How the text of a table is written. */
export interface TextDialect {
  readonly delimiter: Delimiter;
  readonly decimal: DecimalSign;
  readonly thousands?: Thousands | undefined;
}

/** What a table was taken for, as answers tell it. */
export interface Dialect extends Partial<TextDialect> {
  readonly type: TableKind;
  readonly encoding?: Encoding;
  /** Absent where the first record names the columns. */
  readonly header?: false;
  readonly compression?: 'gzip';
  readonly sheet?: string;
}

/** A table with commas and points, as everything that is no text is read. */
export const PLAIN: TextDialect = { delimiter: ',', decimal: '.' };

const CHARACTERS: Readonly<Record<Delimiter, string>> = { ',': ',', ';': ';', tab: '\t', '|': '|' };

/** The character of a delimiter. */
export function characterOf(delimiter: Delimiter): string {
  return CHARACTERS[delimiter];
}

/** Its code, which is a byte of UTF-8. */
export function codeOf(delimiter: Delimiter): number {
  return characterOf(delimiter).charCodeAt(0);
}
