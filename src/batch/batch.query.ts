import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

/** Query of `POST /predict-batch`. */
export class BatchQuery {
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

  /** `reject`: one bad row and the whole file is refused. `skip`: good rows are answered all the same. */
  @IsOptional()
  @IsIn(['reject', 'skip'])
  onError: 'reject' | 'skip' = 'reject';

  /** `false` answers without storing; `batchId` is null then. */
  @IsOptional()
  @IsIn(['true', 'false'])
  record?: 'true' | 'false';
}
