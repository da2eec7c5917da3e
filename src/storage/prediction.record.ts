/** A feature's value as a client wrote it; null where it was missing. */
export type FeatureValue = number | string | null;

/** Which model answered: `digest` is `sha256:<hex>` of the exact bytes that ran. */
export interface ModelReference {
  readonly name: string;
  readonly version: string;
  readonly digest: string;
}

/** Something about an answered row that its reader should know. */
export interface PredictionWarning {
  readonly feature: string;
  readonly code: 'outside_training_range';
  readonly detail: string;
}

/** What a model said of one row: a label with probabilities, or a value with its unit. */
export interface Outcome {
  readonly label?: string | undefined;
  readonly probabilities?: Readonly<Record<string, number>> | undefined;
  readonly value?: number | undefined;
  readonly unit?: string | undefined;
}

/** One single prediction as it is stored. Its time of creation is part of `id` (UUIDv7). */
export interface PredictionRecord extends Outcome {
  readonly id: string;
  readonly model: ModelReference;
  readonly inputs: Readonly<Record<string, FeatureValue>>;
  readonly warnings: readonly PredictionWarning[];
  readonly requestId: string;
}
