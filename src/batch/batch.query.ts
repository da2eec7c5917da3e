import { IsIn, IsOptional } from 'class-validator';
import { PredictingQuery } from '../http/model.query.js';

/** Query of `POST /predict-batch`. */
export class BatchQuery extends PredictingQuery {
  /** `reject`: one bad row and the whole file is refused. `skip`: good rows are answered all the same. */
  @IsOptional()
  @IsIn(['reject', 'skip'])
  onError: 'reject' | 'skip' = 'reject';
}
