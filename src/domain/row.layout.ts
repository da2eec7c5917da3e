/** One feature of a row; `min` and `max` are its range in training, for warnings. */
export interface FeatureLayout {
  readonly name: string;
  readonly dtype: 'float32' | 'int64' | 'string';
  readonly min?: number;
  readonly max?: number;
}

/** What rows of one model hold, and how they are answered. `classes` is null for a regression model. */
export interface RowLayout {
  readonly features: readonly FeatureLayout[];
  readonly classes: readonly string[] | null;
  readonly unit?: string;
}
