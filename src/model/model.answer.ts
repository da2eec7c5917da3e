import { ApiProperty } from '@nestjs/swagger';

import { ModelReferenceDto } from '../http/outcome.answer.js';

/** One model that is served. */
export class ServedModelDto extends ModelReferenceDto {
  task!: 'classification' | 'regression' | 'multi-label' | 'anomaly' | 'clustering';
  title!: string | null;
  /** Whether it answers requests that name no model. */
  default!: boolean;
}

/** What one file may hold; settings of the server, whatever the model. */
export class LimitsDto {
  /** Most bytes of a file; exactly so many pass. */
  @ApiProperty({ type: 'integer' })
  batchBytes!: number;
  /** Most rows of a file, without its header. */
  @ApiProperty({ type: 'integer' })
  batchRows!: number;
}

/** Something in the model folder that is not served. */
export class RefusedModelDto {
  name!: string;
  /** Null for what is no model at all. */
  version!: string | null;
  /** Which file is at fault, and why. */
  reason!: string;
}

/** Answer of `GET /models`. */
export class ServedModelsDto {
  items!: ServedModelDto[];
  refused!: RefusedModelDto[];
  limits!: LimitsDto;
}

/** How many golden vectors the model was checked with when it was loaded. */
export class GoldenStatusDto {
  @ApiProperty({ type: 'integer' })
  vectors!: number;
}

/** Values beyond these are refused. */
export class HardLimitDto {
  min?: number;
  max?: number;
}

/** What a feature looked like in training. */
export class TrainingDto {
  @ApiProperty({ type: 'integer' })
  n?: number;
  /** How many of n were missing. */
  @ApiProperty({ type: 'integer' })
  missing?: number;
  min?: number;
  max?: number;
  mean?: number;
  std?: number;
  /** By share, as text: `0.05`, `0.5`. */
  quantiles?: Record<string, number>;
  /** One more than the counts. */
  binEdges?: number[];
  @ApiProperty({ type: 'array', items: { type: 'integer' } })
  binCounts?: number[];
  /** Of categories and truth values: how often each occurred. */
  @ApiProperty({ additionalProperties: { type: 'integer' } })
  counts?: Record<string, number>;
}

/** One feature that a model takes. */
export class FeatureDto {
  name!: string;
  /** Other names that a CSV column may have. */
  aliases?: string[];
  dtype!: 'float32' | 'float64' | 'int64' | 'string' | 'boolean' | 'datetime';
  /** Of a datetime: the unit of the time since 1970 that the model is fed. */
  epoch?: 's' | 'ms' | 'us' | 'ns' | 'd';
  unit?: string;
  description?: string;
  /** Whether it must be named at all; true when absent. */
  required?: boolean;
  /**
   * `nan`: null or an empty cell is fed to the model as NaN; `becomes`: as another value. `reject`, or
   * absent: it is a fault.
   */
  @ApiProperty({
    anyOf: [
      { type: 'string', enum: ['reject', 'nan'] },
      {
        type: 'object',
        properties: {
          becomes: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
        },
        required: ['becomes'],
      },
    ],
  })
  missing?: 'reject' | 'nan' | { becomes: string | number | boolean };
  /** Of a datetime in milliseconds since 1970. */
  hard?: HardLimitDto;
  /** Values of a text or whole-number feature: the only ones, unless `openCategories`. */
  @ApiProperty({ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'integer' }] } })
  categories?: (string | number)[];
  /** Whether any other value is answered too, with a warning. */
  openCategories?: boolean;
  @ApiProperty({
    anyOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }, { type: 'null' }],
  })
  example?: number | string | boolean | null;
  training?: TrainingDto;
}

/** One tensor of the graph with the features that it holds. */
export class InputTensorDto {
  tensor!: string;
  features!: FeatureDto[];
}

/** The tensors that a model answers with, and what is in them; which there are depends on the task. */
export class OutputsDto {
  label?: string;
  probabilities?: string;
  /** Of a classification. */
  @ApiProperty({
    type: 'array',
    items: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
  })
  classes?: (string | number | boolean)[];
  value?: string;
  /** The one of several values, whose names are `targets`. */
  values?: string;
  targets?: string[];
  unit?: string;
  /** The one of several labels, whose names are `names`. */
  labels?: string;
  names?: string[];
  score?: string;
  scores?: string;
  /** How many clusters there are. */
  @ApiProperty({ type: 'integer' })
  clusters?: number;
}

/** One row of features to try. */
export class ExampleDto {
  title?: string;
  inputs!: Record<string, unknown>;
}

/** A model's contract; `contract.schema.json` says what each field means. */
export class ModelContractDto extends ModelReferenceDto {
  @ApiProperty({ type: 'integer' })
  contractVersion!: number;
  title?: string;
  description?: string;
  task!: 'classification' | 'regression' | 'multi-label' | 'anomaly' | 'clustering';
  sha256!: string;
  /** Tensors of the graph, each with its features. */
  inputs!: InputTensorDto[];
  outputs!: OutputsDto;
  metrics?: Record<string, unknown>;
  examples?: ExampleDto[];
  provenance?: Record<string, unknown>;
  golden!: GoldenStatusDto;
  /** Files of the graph, to be had beside this contract: `model.onnx`, perhaps `model.onnx.data`. */
  files!: string[];
  /** The model card, in Markdown. */
  card!: string | null;
}
