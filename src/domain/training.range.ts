import type { FeatureValue, PredictionWarning } from './prediction.record.js';
import type { FeatureLayout } from './row.layout.js';

/** What a feature's values were in training, and where the feature stands in a row. */
interface TrainingRange {
  readonly at: number;
  readonly name: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** Tells of values that a model was not trained on. */
export class TrainingRanges {
  private readonly ranges: readonly TrainingRange[];

  constructor(features: readonly FeatureLayout[]) {
    this.ranges = features
      .map(({ name, min, max }, at) => ({ at, name, min, max }))
      .filter(({ min, max }) => min !== undefined || max !== undefined);
  }

  /** @param seenAt the value of a feature, by its place, as the model saw it */
  warningsOf(seenAt: (at: number) => FeatureValue): PredictionWarning[] {
    const warnings: PredictionWarning[] = [];
    for (const range of this.ranges) {
      const detail = outside(seenAt(range.at), range);
      if (detail === null) continue;
      warnings.push({ feature: range.name, code: 'outside_training_range', detail });
    }
    return warnings;
  }
}

/** Most rows have none. */
export function warningsJson(warnings: readonly PredictionWarning[]): string {
  return warnings.length === 0 ? '[]' : JSON.stringify(warnings);
}

function outside(value: FeatureValue, { min, max }: TrainingRange): string | null {
  if (typeof value !== 'number') return null;
  if (max !== undefined && value > max) return `${value} is above the training maximum ${max}`;
  if (min !== undefined && value < min) return `${value} is below the training minimum ${min}`;
  return null;
}
