import { ApiProperty } from '@nestjs/swagger';

/** The model that answered. */
export class ModelReferenceDto {
  /** @example tabular-model */
  name!: string;
  /** @example 1 */
  version!: string;
  /**
   * SHA-256 of the exact bytes that answered.
   * @example sha256:c2e709ba39e0b1a8e466bef4dc02ddb2a4f22dccee46dd23191dc4ee2ceb02a2
   */
  digest!: string;
}

/** Something about the row that its reader should know. */
export class WarningDto {
  feature!: string;
  code!: 'outside_training_range' | 'unknown_category';
  detail!: string;
}

/** What a model said of one row. */
export class OutcomeDto {
  /** The class that the model chose (classification). */
  label?: string | undefined;
  /** Probability of each class (classification). */
  @ApiProperty({ additionalProperties: { type: 'number' } })
  probabilities?: Record<string, number> | undefined;
  /** The predicted value (regression). */
  value?: number | undefined;
  /** Unit of `value`, when the model has one. */
  unit?: string | undefined;
  warnings!: WarningDto[];
}
