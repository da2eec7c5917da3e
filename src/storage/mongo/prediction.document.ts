import { Schema } from 'mongoose';
import type {
  FeatureValue,
  ModelReference,
  PredictionWarning,
} from '../../domain/prediction.record.js';
import type { RowLayout } from '../../domain/row.layout.js';

// Names come from the model's contract and may hold dots or begin with `$`, which field names of
// MongoDB had better not: so they are values.
export interface NamedValue {
  readonly name: string;
  readonly value: FeatureValue;
}

export interface LabelProbability {
  readonly label: string;
  readonly probability: number;
}

/** A score of a class or a cluster, or the value of a target. */
export interface NamedNumber {
  readonly name: string;
  readonly value: number;
}

/**
 * Answered rows of a batch by label, which is null for a regression model. The model is repeated
 * here because FerretDB's $unwind drops every other field.
 */
export interface LabelCount {
  readonly model: string;
  readonly version: string;
  readonly label: string | null;
  readonly count: number;
}

/** A single prediction. */
export interface SingleDocument {
  readonly _id: string;
  readonly source: 'single';
  readonly model: ModelReference;
  readonly inputs: readonly NamedValue[];
  readonly label?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly probabilities?: readonly LabelProbability[] | null;
  readonly scores?: readonly NamedNumber[];
  readonly score?: number | undefined;
  readonly value?: number | undefined;
  readonly values?: readonly NamedNumber[];
  readonly unit?: string | undefined;
  readonly warnings: readonly PredictionWarning[];
  readonly requestId: string;
  readonly caller?: string | undefined;
}

/** The header of a batch. */
export interface BatchDocument {
  readonly _id: string;
  readonly source: 'batch';
  readonly model: ModelReference;
  /** The labels that its rows have, so that one index finds singles and batches. */
  readonly label: readonly string[];
  readonly counts: readonly LabelCount[];
  readonly requestId: string;
  readonly caller?: string | undefined;
  readonly fileName: string | null;
  readonly rows: number;
  readonly scored: number;
  readonly rejected: number;
  readonly ignoredColumns: readonly string[];
  readonly durationMs: number;
  readonly layout: RowLayout;
}

export type PredictionDocument = SingleDocument | BatchDocument;

export const PREDICTIONS = 'predictions';

/** Both kinds of entries in one collection, in the order of their ids. */
export const predictionSchema = new Schema<PredictionDocument>(
  {
    _id: { type: String, required: true },
    source: String,
    model: { name: String, version: String, digest: String },
    inputs: [{ _id: false, name: String, value: Schema.Types.Mixed }],
    label: Schema.Types.Mixed,
    // Mixed: an empty list is something else than none.
    labels: Schema.Types.Mixed,
    probabilities: {
      type: [{ _id: false, label: String, probability: Number }],
      default: undefined,
    },
    scores: { type: [{ _id: false, name: String, value: Number }], default: undefined },
    score: Number,
    value: Number,
    values: { type: [{ _id: false, name: String, value: Number }], default: undefined },
    unit: String,
    warnings: [{ _id: false, feature: String, code: String, detail: String }],
    requestId: String,
    caller: String,
    counts: [{ _id: false, model: String, version: String, label: String, count: Number }],
    fileName: String,
    rows: Number,
    scored: Number,
    rejected: Number,
    ignoredColumns: [String],
    durationMs: Number,
    layout: Schema.Types.Mixed,
  },
  { collection: PREDICTIONS, strict: 'throw', strictQuery: 'throw', versionKey: false },
);
predictionSchema.index({ 'model.name': 1, _id: -1 });
predictionSchema.index({ 'model.name': 1, 'model.version': 1, _id: -1 });
predictionSchema.index({ label: 1, _id: -1 });
predictionSchema.index({ source: 1, _id: -1 });
predictionSchema.index({ caller: 1, _id: -1 });
