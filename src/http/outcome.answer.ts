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
  /** The class that the model chose; `inlier` or `outlier` (anomaly); the cluster's number (clustering). */
  label?: string | undefined;
  /** Those that the row has (multi-label). */
  labels?: string[] | undefined;
  /** Probability of each class (classification) or label (multi-label); null where the model has none. */
  @ApiProperty({
    anyOf: [{ type: 'object', additionalProperties: { type: 'number' } }, { type: 'null' }],
  })
  probabilities?: Record<string, number> | null | undefined;
  /**
   * Decision values of a model without probabilities, of two classes that of the second; distances to
   * the clusters (clustering).
   */
  @ApiProperty({ additionalProperties: { type: 'number' } })
  scores?: Record<string, number> | undefined;
  /** How usual the row is: below 0 for an outlier (anomaly). */
  score?: number | undefined;
  /** The predicted value (regression). */
  value?: number | undefined;
  /** The predicted value of each target (regression of several). */
  @ApiProperty({ additionalProperties: { type: 'number' } })
  values?: Record<string, number> | undefined;
  /** Unit of `value`, or of all `values`, when the model has one. */
  unit?: string | undefined;
  warnings!: WarningDto[];
}
