import { timeOf, timeText } from './iso.time.js';
import type { FeatureValue, PredictionWarning } from './prediction.record.js';
import type { FeatureLayout } from './row.layout.js';

/** What a feature's values were in training, and where the feature stands in a row. */
interface TrainingRange extends FeatureLayout {
  readonly at: number;
  readonly known: ReadonlySet<FeatureValue> | null;
}

/** Tells of values that a model was not trained on. */
export class TrainingRanges {
  private readonly ranges: readonly TrainingRange[];

  constructor(features: readonly FeatureLayout[]) {
    this.ranges = features
      .map((feature, at) => ({ ...feature, at, known: knownOf(feature) }))
      .filter(({ min, max, known }) => min !== undefined || max !== undefined || known !== null);
  }

  /** @param seenAt the value of a feature, by its place, as the model saw it */
  warningsOf(seenAt: (at: number) => FeatureValue): PredictionWarning[] {
    const warnings: PredictionWarning[] = [];
    for (const range of this.ranges) {
      const value = seenAt(range.at);
      const feature = range.name;
      const detail = outside(value, range);
      if (detail !== null) warnings.push({ feature, code: 'outside_training_range', detail });
      if (!isUnknown(value, range)) continue;
      const unknown = `${JSON.stringify(value)} is no category that the model was trained with`;
      warnings.push({ feature, code: 'unknown_category', detail: unknown });
    }
    return warnings;
  }
}

/** Most rows have none. */
export function warningsJson(warnings: readonly PredictionWarning[]): string {
  return warnings.length === 0 ? '[]' : JSON.stringify(warnings);
}

function knownOf({ categories }: FeatureLayout): ReadonlySet<FeatureValue> | null {
  return categories === undefined ? null : new Set<FeatureValue>(categories);
}

function isUnknown(value: FeatureValue, { known }: TrainingRange): boolean {
  return known !== null && value !== null && !known.has(value);
}

function outside(value: FeatureValue, { min, max, dtype }: TrainingRange): string | null {
  const isTime = dtype === 'datetime';
  const number = isTime && typeof value === 'string' ? timeOf(value) : value;
  if (typeof number !== 'number') return null;
  const shown = (limit: number) => (isTime ? timeText(limit) : limit);
  if (max !== undefined && number > max)
    return `${value} is above the training maximum ${shown(max)}`;
  if (min !== undefined && number < min)
    return `${value} is below the training minimum ${shown(min)}`;
  return null;
}
