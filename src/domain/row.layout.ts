/**
 * One feature of a row. `min` and `max` are its range in training, of a datetime in milliseconds since
 * 1970, and `categories` what it was in training where it may be something else: for warnings.
 */
export interface FeatureLayout {
  readonly name: string;
  readonly dtype: 'float32' | 'float64' | 'int64' | 'string' | 'boolean' | 'datetime';
  readonly min?: number;
  readonly max?: number;
  readonly categories?: readonly (string | number)[];
}

/** What rows of one model hold, and how they are answered. It is stored with each batch. */
export interface RowLayout {
  readonly features: readonly FeatureLayout[];
  /** What the label of a row may be: classes, clusters, inlier or outlier; null without a label. */
  readonly classes: readonly string[] | null;
  readonly unit?: string;
  /**
   * Whose probabilities there are; null where a model that chooses a label has none, and none at all
   * where models of its kind never have. When absent, those of all classes.
   */
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

/** Whose probabilities the answers have; null where it is said that there are none. */
export function probabilitiesIn({ classes, probabilities }: RowLayout): readonly string[] | null {
  return probabilities === undefined ? (classes ?? []) : probabilities;
}
