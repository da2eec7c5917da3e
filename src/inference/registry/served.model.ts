import { createHash } from 'node:crypto';
import type { RowLayout } from '../../domain/row.layout.js';
import { FeatureValidator } from '../contract/feature.validator.js';
import {
  classesOf,
  type FeatureContract,
  featuresOf,
  layoutOf,
  type ModelContract,
} from '../contract/model.contract.js';
import type { GraphFiles } from '../runtime/graph.session.js';
import type { MicroBatcher } from '../runtime/micro.batcher.js';
import type { OnnxSession } from '../runtime/onnx.session.js';
import type { ModelProof } from './model.proof.js';

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
  /** What its rows hold, and how they are answered. */
  readonly layout: RowLayout;
  readonly validator: FeatureValidator;
  /** What other threads need to load it. */
  readonly forThreads: {
    readonly contractHash: string;
    readonly contract: string;
    readonly files: GraphFiles;
  };
  readonly reference: { readonly name: string; readonly version: string; readonly digest: string };

  private leases = 0;
  private retired: (() => void) | null = null;
  private isClosed = false;

  constructor(
    { contract, card, goldenVectors }: ModelProof,
    readonly files: GraphFiles,
    readonly session: OnnxSession,
    readonly batcher: MicroBatcher,
  ) {
    this.contract = contract;
    this.card = card;
    this.goldenVectors = goldenVectors;
    const text = JSON.stringify(contract);
    this.contractHash = createHash('sha256').update(text).digest('hex');
    this.forThreads = { contractHash: this.contractHash, contract: text, files };
    this.name = contract.name;
    this.version = contract.version;
    this.digest = `sha256:${contract.sha256}`;
    this.reference = { name: this.name, version: this.version, digest: this.digest };
    this.features = featuresOf(contract);
    this.classes = classesOf(contract);
    this.layout = layoutOf(contract);
    this.validator = new FeatureValidator(contract);
  }

  /** Who uses it says so, and calls `release` in the end. */
  acquire(): this {
    this.leases++;
    return this;
  }

  release(): void {
    this.leases--;
    this.closeIfUnused();
  }

  /**
   * Nobody is to be given it any more; it is closed when the last one who has it lets go.
   * @param closed is called then
   */
  retire(closed: () => void): void {
    this.retired = closed;
    this.closeIfUnused();
  }

  private closeIfUnused(): void {
    if (this.retired === null || this.leases > 0 || this.isClosed) return;
    this.isClosed = true;
    this.session.close();
    this.retired();
  }
}
