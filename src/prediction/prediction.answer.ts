import { ModelReferenceDto, OutcomeDto } from '../http/outcome.answer.js';

/** Answer of `POST /predict`. */
export class PredictionAnswer extends OutcomeDto {
  /** Where the history finds it; null when it was not recorded. */
  id!: string | null;
  /** ISO 8601, UTC. */
  createdAt!: string;
  model!: ModelReferenceDto;
  recorded!: boolean;
}
