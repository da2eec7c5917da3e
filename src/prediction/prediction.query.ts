import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

/** Query of `POST /predict`. */
export class PredictionQuery {
  /** Name of the model that answers; the server's default model without it. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  model?: string;

  /** Version of the model; its highest without it. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  version?: string;

  /** `false` answers without storing; `id` is null then. */
  @IsOptional()
  @IsIn(['true', 'false'])
  record?: 'true' | 'false';
}
