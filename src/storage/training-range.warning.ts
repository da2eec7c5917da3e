import type { PredictionWarning } from './prediction.record.js';

/**
 * What to tell of a value that the model was not trained on; null when it lies in the range.
 * @param min smallest value seen in training, when known
 * @param max largest value seen in training, when known
 */
export function trainingRangeWarning(
  feature: string,
  value: number,
  min: number | undefined,
  max: number | undefined,
): PredictionWarning | null {
  if (max !== undefined && value > max) {
    return outside(feature, `${value} is above the training maximum ${max}`);
  }
  if (min !== undefined && value < min) {
    return outside(feature, `${value} is below the training minimum ${min}`);
  }
  return null;
}

function outside(feature: string, detail: string): PredictionWarning {
  return { feature, code: 'outside_training_range', detail };
}
