import { ApiProperty } from '@nestjs/swagger';

import { ModelReferenceDto, OutcomeDto } from '../http/outcome.answer.js';

/** Answer of `POST /predict`. */
export class PredictionAnswer extends OutcomeDto {
  /**
   * Where the history finds it; null when it was not recorded.
   * @example 01a206ef-b118-7351-a7b9-32c5d15b144c
   */
  id!: string | null;
  /**
   * ISO 8601, UTC.
   * @example 2026-11-23T05:45:01.464Z
   */
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  model!: ModelReferenceDto;
  recorded!: boolean;
}
