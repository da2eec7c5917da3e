import type { RowLayout } from '../../domain/row.layout.js';

/** Types of `model.json`; `contract.schema.json` says what each field means. */
export type Dtype = 'float32' | 'int64' | 'string';

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
  readonly unit?: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly missing?: 'reject' | 'nan';
  readonly hard?: { readonly min?: number; readonly max?: number };
  readonly categories?: readonly string[];
  readonly example?: number | string | null;
  readonly training?: FeatureTraining;
}

export interface TensorContract {
  readonly tensor: string;
  readonly features: readonly FeatureContract[];
}

export interface ClassificationOutputs {
  readonly label: string;
  readonly probabilities: string;
  readonly classes: readonly (string | number)[];
}

export interface RegressionOutputs {
  readonly value: string;
  readonly unit?: string;
}

export interface ContractExample {
  readonly title?: string;
  readonly inputs: Readonly<Record<string, number | string | null>>;
}

interface ContractBase {
  readonly contractVersion: 1;
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

export type ModelContract =
  | (ContractBase & { readonly task: 'classification'; readonly outputs: ClassificationOutputs })
  | (ContractBase & { readonly task: 'regression'; readonly outputs: RegressionOutputs });

/** All features of a contract in order, over all of its tensors. */
export function featuresOf(contract: ModelContract): FeatureContract[] {
  return contract.inputs.flatMap((input) => input.features);
}

/** The classes as the API shows them, in probability order; null for a regression model. */
export function classesOf(contract: ModelContract): string[] | null {
  return contract.task === 'classification' ? contract.outputs.classes.map(String) : null;
}

/** What a model's rows hold, and how they are answered. */
export function layoutOf(contract: ModelContract): RowLayout {
  const unit = contract.task === 'regression' ? contract.outputs.unit : undefined;
  return {
    features: featuresOf(contract).map(({ name, dtype, training: { min, max } = {} }) => ({
      name,
      dtype,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    })),
    classes: classesOf(contract),
    ...(unit === undefined ? {} : { unit }),
  };
}
