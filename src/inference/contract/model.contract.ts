import type { FeatureValue } from '../../domain/prediction.record.js';
import type { FeatureLayout, RowLayout } from '../../domain/row.layout.js';

/** Types of `model.json`; `contract.schema.json` says what each field means. */
export type Dtype = FeatureLayout['dtype'];

/** What a missing value becomes before it is fed. */
export interface Becomes {
  readonly becomes: string | number | boolean;
}

export interface FeatureTraining {
  readonly n?: number;
  readonly missing?: number;
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number;
  readonly std?: number;
  readonly quantiles?: Readonly<Record<string, number>>;
  readonly binEdges?: readonly number[];
  readonly binCounts?: readonly number[];
  readonly counts?: Readonly<Record<string, number>>;
}

export interface FeatureContract {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly dtype: Dtype;
  readonly epoch?: 's' | 'ms' | 'us' | 'ns' | 'd';
  readonly unit?: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly missing?: 'reject' | 'nan' | Becomes;
  readonly hard?: { readonly min?: number; readonly max?: number };
  readonly categories?: readonly (string | number)[];
  readonly openCategories?: boolean;
  readonly example?: FeatureValue;
  readonly training?: FeatureTraining;
}

export interface TensorContract {
  readonly tensor: string;
  readonly features: readonly FeatureContract[];
}

export interface ClassificationOutputs {
  readonly label: string;
  readonly probabilities?: string;
  readonly scores?: string;
  readonly classes: readonly (string | number | boolean)[];
}

/** One value, or one for each of several targets. */
export type RegressionOutputs = { readonly unit?: string } & (
  | { readonly value: string; readonly values?: never; readonly targets?: never }
  | { readonly value?: never; readonly values: string; readonly targets: readonly string[] }
);

export interface MultiLabelOutputs {
  readonly labels: string;
  readonly probabilities?: string;
  readonly names: readonly string[];
}

export interface AnomalyOutputs {
  readonly label: string;
  readonly score: string;
}

export interface ClusteringOutputs {
  readonly label: string;
  readonly scores?: string;
  readonly clusters: number;
}

interface OutputsByTask {
  readonly classification: ClassificationOutputs;
  readonly regression: RegressionOutputs;
  readonly 'multi-label': MultiLabelOutputs;
  readonly anomaly: AnomalyOutputs;
  readonly clustering: ClusteringOutputs;
}

export type Task = keyof OutputsByTask;

export interface ContractExample {
  readonly title?: string;
  readonly inputs: Readonly<Record<string, FeatureValue>>;
}

interface ContractBase {
  readonly contractVersion: 1 | 2;
  readonly name: string;
  readonly version: string;
  readonly title?: string;
  readonly description?: string;
  readonly sha256: string;
  readonly inputs: readonly TensorContract[];
  readonly metrics?: Readonly<Record<string, unknown>>;
  readonly examples?: readonly ContractExample[];
  readonly provenance?: Readonly<Record<string, unknown>>;
}

/** What a model of each task answers with. */
export type ModelContract = {
  [T in Task]: ContractBase & { readonly task: T; readonly outputs: OutputsByTask[T] };
}[Task];

/** All features of a contract in order, over all of its tensors. */
export function featuresOf(contract: ModelContract): FeatureContract[] {
  return contract.inputs.flatMap((input) => input.features);
}

/** What `label` may be, as the API shows it; null where a model answers with none. */
export function classesOf({ task, outputs }: ModelContract): string[] | null {
  switch (task) {
    case 'classification':
      return classesIn(outputs);
    case 'anomaly':
      return ['inlier', 'outlier'];
    case 'clustering':
      return clustersIn(outputs);
    default:
      return null;
  }
}

/** What a model's rows hold, and how they are answered. */
export function layoutOf(contract: ModelContract): RowLayout {
  return {
    features: featuresOf(contract).map(({ name, dtype, training: { min, max } = {} }) => ({
      name,
      dtype,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    })),
    classes: classesOf(contract),
    ...answersOf(contract),
  };
}

/** Beside the label of `classes`, whose probabilities are what a classification has unless told otherwise. */
function answersOf({ task, outputs }: ModelContract): Partial<RowLayout> {
  switch (task) {
    case 'classification':
      return outputs.probabilities === undefined
        ? { probabilities: null, ...scoresOf(outputs.scores, scoredClasses(classesIn(outputs))) }
        : {};
    case 'regression':
      return {
        ...(outputs.targets === undefined ? {} : { targets: outputs.targets }),
        ...(outputs.unit === undefined ? {} : { unit: outputs.unit }),
      };
    case 'multi-label':
      return {
        labels: outputs.names,
        probabilities: outputs.probabilities === undefined ? null : outputs.names,
      };
    case 'anomaly':
      return { probabilities: null, score: true };
    case 'clustering':
      return { probabilities: null, ...scoresOf(outputs.scores, clustersIn(outputs)) };
  }
}

function classesIn({ classes }: ClassificationOutputs): string[] {
  return classes.map(String);
}

function clustersIn({ clusters }: ClusteringOutputs): string[] {
  return Array.from({ length: clusters }, (_, cluster) => String(cluster));
}

/** Of two classes there is one decision value: that of the second. */
function scoredClasses(classes: readonly string[]): readonly string[] {
  return classes.length === 2 ? classes.slice(1) : classes;
}

function scoresOf(tensor: string | undefined, names: readonly string[]): Partial<RowLayout> {
  return tensor === undefined ? {} : { scores: names };
}
