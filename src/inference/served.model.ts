import { FeatureValidator } from './feature.validator.js';
import type { MicroBatcher } from './micro.batcher.js';
import {
  classesOf,
  type FeatureContract,
  featuresOf,
  type ModelContract,
} from './model.contract.js';
import type { OnnxSession } from './onnx.session.js';

/** A model that was verified and may answer. */
export class ServedModel {
  readonly name: string;
  readonly version: string;
  /** `sha256:<hex>` of model.onnx. */
  readonly digest: string;
  readonly features: readonly FeatureContract[];
  /** Class names in probability order; null for a regression model. */
  readonly classes: readonly string[] | null;
  /** Zero for each class, to be copied: a copy of it is made and read faster than a new object. */
  readonly noProbabilities: Readonly<Record<string, number>>;
  readonly validator: FeatureValidator;
  readonly reference: { readonly name: string; readonly version: string; readonly digest: string };

  constructor(
    readonly contract: ModelContract,
    /** model.onnx itself, shared so that worker threads load the very bytes that were verified. */
    readonly bytes: SharedArrayBuffer,
    readonly session: OnnxSession,
    readonly batcher: MicroBatcher,
    /** How many golden vectors it was checked with. */
    readonly goldenVectors: number,
    /** The text of the model card; null without one. */
    readonly card: string | null,
  ) {
    this.name = contract.name;
    this.version = contract.version;
    this.digest = `sha256:${contract.sha256}`;
    this.reference = { name: this.name, version: this.version, digest: this.digest };
    this.features = featuresOf(contract);
    this.classes = classesOf(contract);
    // Also right for a class `__proto__`, which is a property of its own here.
    this.noProbabilities = Object.fromEntries((this.classes ?? []).map((name) => [name, 0]));
    this.validator = new FeatureValidator(contract);
  }

  get unit(): string | undefined {
    return this.contract.task === 'regression' ? this.contract.outputs.unit : undefined;
  }
}
