import type { Outcome, PredictionWarning } from '../storage/prediction.record.js';

/** The model that answered. */
export class ModelReferenceDto {
  /** @example tabular-model */
  name!: string;
  /** @example 1 */
  version!: string;
  /** SHA-256 of the exact bytes that answered. */
  digest!: string;
}

/** Something about the row that its reader should know. */
export class WarningDto implements PredictionWarning {
  feature!: string;
  code!: 'outside_training_range';
  detail!: string;
}

/** Answer of `POST /predict`. */
export class PredictionAnswer implements Outcome {
  /** Where the history finds it; null when it was not recorded. */
  id!: string | null;
  /** ISO 8601, UTC. */
  createdAt!: string;
  model!: ModelReferenceDto;
  /** The class that the model chose (classification). */
  label?: string;
  /** Probability of each class (classification). */
  probabilities?: Record<string, number>;
  /** The predicted value (regression). */
  value?: number;
  /** Unit of `value`, when the model has one. */
  unit?: string;
  warnings!: WarningDto[];
  recorded!: boolean;
}
