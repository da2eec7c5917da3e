import { createHash } from 'node:crypto';
import { FeatureValidator } from './feature.validator.js';
import type { GraphFiles } from './graph.session.js';
import type { MicroBatcher } from './micro.batcher.js';
import {
  classesOf,
  type FeatureContract,
  featuresOf,
  type ModelContract,
} from './model.contract.js';
import type { ModelProof } from './model.proof.js';
import type { OnnxSession } from './onnx.session.js';

/** A model that was verified and may answer. */
export class ServedModel {
  readonly contract: ModelContract;
  /** The text of the model card; null without one. */
  readonly card: string | null;
  /** How many golden vectors it was checked with. */
  readonly goldenVectors: number;
  readonly name: string;
  readonly version: string;
  /** `sha256:<hex>` of model.onnx, followed by model.onnx.data where there is one. */
  readonly digest: string;
  /** Hash of the contract, which names its graph: a graph alone does not say what answers mean. */
  readonly contractHash: string;
  readonly features: readonly FeatureContract[];
  /** Class names in probability order; null for a regression model. */
  readonly classes: readonly string[] | null;
  /** Zero for each class, to be copied: a copy of it is made and read faster than a new object. */
  readonly noProbabilities: Readonly<Record<string, number>>;
  readonly validator: FeatureValidator;
  readonly reference: { readonly name: string; readonly version: string; readonly digest: string };

  constructor(
    { contract, card, goldenVectors }: ModelProof,
    readonly files: GraphFiles,
    readonly session: OnnxSession,
    readonly batcher: MicroBatcher,
  ) {
    this.contract = contract;
    this.card = card;
    this.goldenVectors = goldenVectors;
    this.contractHash = createHash('sha256').update(JSON.stringify(contract)).digest('hex');
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
