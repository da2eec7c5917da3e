/** Numbers `from <= x <= to`; a side that is absent is open. */
export interface NumberRange {
  readonly from?: number;
  readonly to?: number;
}

/** Rows in which a feature is a number of the range, a time of the other, or exactly the text. */
export interface FeatureFilter extends NumberRange {
  readonly name: string;
  /** A truth value is its text. */
  readonly text?: string;
  /** In milliseconds since 1970, UTC. */
  readonly time?: NumberRange;
}

/** What part of the history is meant; an absent field does not restrict. */
export interface HistoryFilter {
  readonly model?: string;
  readonly version?: string;
  readonly label?: string;
  readonly source?: 'single' | 'batch';
  /** `key:<id>` or `oidc:<sub>`. */
  readonly caller?: string;
  /** Patterns of the names of the models that whoever reads may see. */
  readonly models?: readonly string[];
  readonly batchId?: string;
  /** Earliest time of creation, inclusive. */
  readonly from?: Date;
  /** Latest time of creation, exclusive. */
  readonly to?: Date;
  /** The probability of the label that was predicted; predictions without one are left out. */
  readonly confidence?: NumberRange;
  /** All of them must hold. */
  readonly features?: readonly FeatureFilter[];
}

/** Whether a filter says something of the values of rows, which no index has: they are looked through. */
export function looksIntoRows({ confidence, features }: HistoryFilter): boolean {
  return confidence !== undefined || (features?.length ?? 0) > 0;
}

/** One line of a summary; `label` is null for a regression model. */
export interface SummaryRow {
  readonly model: string;
  readonly version: string;
  readonly label: string | null;
  readonly count: number;
  readonly first: Date;
  readonly last: Date;
}
