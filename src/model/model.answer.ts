import { ModelReferenceDto } from '../http/outcome.answer.js';

/** One model that is served. */
export class ServedModelDto extends ModelReferenceDto {
  task!: 'classification' | 'regression';
  title!: string | null;
  /** Whether it answers requests that name no model. */
  default!: boolean;
}

/** Answer of `GET /models`. */
export class ServedModelsDto {
  items!: ServedModelDto[];
}

/** How many golden vectors the model was checked with when it was loaded. */
export class GoldenStatusDto {
  vectors!: number;
}

/** A model's contract; `contract.schema.json` says what each field means. */
export class ModelContractDto extends ModelReferenceDto {
  contractVersion!: number;
  title?: string;
  description?: string;
  task!: 'classification' | 'regression';
  sha256!: string;
  /** Tensors of the graph, each with its features. */
  inputs!: Record<string, unknown>[];
  outputs!: Record<string, unknown>;
  metrics?: Record<string, unknown>;
  examples?: Record<string, unknown>[];
  provenance?: Record<string, unknown>;
  golden!: GoldenStatusDto;
  /** The model card, in Markdown. */
  card!: string | null;
}
