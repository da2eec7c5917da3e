import type { RowAnswer } from '../inference/micro.batcher.js';
import type { ServedModel } from '../inference/served.model.js';
import { shortestFloat32 } from '../storage/float32.js';
import type {
  FeatureValue,
  Outcome,
  PredictionRecord,
  PredictionWarning,
} from '../storage/prediction.record.js';
import { trainingRangeWarning } from '../storage/training-range.warning.js';
import type { PredictionAnswer } from './prediction.answer.js';

/** What the answer to a client and the record in the history have in common. */
export interface Said extends Required<Outcome> {
  readonly model: PredictionRecord['model'];
  readonly warnings: PredictionWarning[];
}

/*
 * All objects here have one shape, whatever the model says: V8 would spend more on a spread than
 * the model spends on its row.
 */

/** One row's answer in the words of the API. */
export function saidOf(
  model: ServedModel,
  answer: RowAnswer,
  inputs: PredictionRecord['inputs'],
): Said {
  const { label, probabilities, value, unit } = outcomeOf(model, answer);
  const warnings = warningsOf(model, inputs);
  return { model: model.reference, label, probabilities, value, unit, warnings };
}

/** It as the history keeps it. */
export function recordOf(
  { id, requestId, inputs }: Pick<PredictionRecord, 'id' | 'requestId' | 'inputs'>,
  { model, label, probabilities, value, unit, warnings }: Said,
): PredictionRecord {
  return { id, requestId, inputs, model, label, probabilities, value, unit, warnings };
}

/** It as the client gets it. */
export function answerOf(
  { id, createdAt }: Pick<PredictionAnswer, 'id' | 'createdAt'>,
  { model, label, probabilities, value, unit, warnings }: Said,
): PredictionAnswer {
  const recorded = id !== null;
  return { id, createdAt, model, label, probabilities, value, unit, warnings, recorded };
}

function outcomeOf(
  { classes, noProbabilities, unit }: ServedModel,
  { answers, row }: RowAnswer,
): Required<Outcome> {
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
function warningsOf(
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
