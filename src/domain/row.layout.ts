/** One feature of a row; `min` and `max` are its range in training, for warnings. */
export interface FeatureLayout {
  readonly name: string;
  readonly dtype: 'float32' | 'float64' | 'int64' | 'string' | 'boolean' | 'datetime';
  readonly min?: number;
  readonly max?: number;
}

/** What rows of one model hold, and how they are answered. It is stored with each batch. */
export interface RowLayout {
  readonly features: readonly FeatureLayout[];
  /** What the label of a row may be: classes, clusters, inlier or outlier; null without a label. */
  readonly classes: readonly string[] | null;
  readonly unit?: string;
  /** Whose probabilities there are, null where there are none; when absent, those of all classes. */
  readonly probabilities?: readonly string[] | null;
  /** Of which classes or clusters there are scores. */
  readonly scores?: readonly string[];
  /** Whether a row has a score of its own. */
  readonly score?: true;
  /** What the values are of, where a row has several. */
  readonly targets?: readonly string[];
  /** The labels that a row may have, any number of them at once. */
  readonly labels?: readonly string[];
}
