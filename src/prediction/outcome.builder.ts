import type { RowAnswer } from '../inference/micro.batcher.js';
import type { ServedModel } from '../inference/served.model.js';
import { shortestFloat32 } from '../storage/float32.js';
import type { FeatureValue, Outcome, PredictionWarning } from '../storage/prediction.record.js';
import { trainingRangeWarning } from '../storage/training-range.warning.js';

/** One row's answer in the words of the API. */
export function outcomeOf(
  { classes, noProbabilities, unit }: ServedModel,
  { answers, row }: RowAnswer,
): Outcome {
  if (classes === null) {
    const value = shortestFloat32(answers.values?.[row] as number);
    return { label: undefined, probabilities: undefined, value, unit };
  }
  const probabilities = { ...noProbabilities };
  for (let at = 0; at < classes.length; at++) {
    const probability = answers.probabilities?.[row * classes.length + at] as number;
    probabilities[classes[at] as string] = shortestFloat32(probability);
  }
  const label = classes[answers.labels?.[row] as number] as string;
  return { label, probabilities, value: undefined, unit: undefined };
}

/** Warnings of one row; values are judged as the float32 that the model saw. */
export function warningsOf(
  { features }: ServedModel,
  inputs: Readonly<Record<string, FeatureValue>>,
): PredictionWarning[] {
  const warnings: PredictionWarning[] = [];
  for (const { name, dtype, training } of features) {
    const value = inputs[name];
    if (typeof value !== 'number' || training === undefined) continue;
    const seen = dtype === 'float32' ? shortestFloat32(Math.fround(value)) : value;
    const warning = trainingRangeWarning(name, seen, training.min, training.max);
    if (warning !== null) warnings.push(warning);
  }
  return warnings;
}
