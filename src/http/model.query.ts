import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

/** The part of a query that names a model. */
export class ModelQuery {
  /** Name of a model: to predict with the default one, or to find those of any, it may be absent. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  model?: string;

  /** Version of a model; absent, it is the highest to predict with, and any to find. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  version?: string;
}

/** Query of the routes that predict: without a name the default model answers, without a version its highest. */
export class PredictingQuery extends ModelQuery {
  /** `false` answers without storing; ids are null then. */
  @IsOptional()
  @IsIn(['true', 'false'])
  record?: 'true' | 'false';
}
