import type { Outcome } from './outcome.js';

/** A feature's value as a client wrote it; null where it was missing. */
export type FeatureValue = number | string | boolean | null;

/** Which model answered: `digest` is `sha256:<hex>` of the exact bytes that ran. */
export interface ModelReference {
  readonly name: string;
  readonly version: string;
  readonly digest: string;
}

/** Something about an answered row that its reader should know. */
export interface PredictionWarning {
  readonly feature: string;
  readonly code: 'outside_training_range' | 'unknown_category';
  readonly detail: string;
}

/** One single prediction as it is stored. Its time of creation is part of `id` (UUIDv7). */
export interface PredictionRecord extends Outcome {
  readonly id: string;
  readonly model: ModelReference;
  readonly inputs: Readonly<Record<string, FeatureValue>>;
  readonly warnings: readonly PredictionWarning[];
  readonly requestId: string;
  /** Who asked: `key:<id>` or `oidc:<sub>`; absent where nobody was asked who they are. */
  readonly caller?: string | undefined;
}

/** A record on its way into a store, which keeps it as JSON or as a document. */
export class WrittenRecord {
  /** @param json without line ends */
  constructor(readonly json: string) {}

  static of(record: PredictionRecord): WrittenRecord {
    return new WrittenRecord(JSON.stringify(record));
  }

  get record(): PredictionRecord {
    return JSON.parse(this.json);
  }
}
