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
