import { ModelReferenceDto, OutcomeDto } from '../http/outcome.answer.js';

/** Where more about a batch is found. */
export class BatchLinksDto {
  self!: string;
  results!: string;
  history!: string;
}

/** What became of a file. */
export class BatchViewDto {
  /** null when it was not recorded. */
  batchId!: string | null;
  /** ISO 8601, UTC. */
  createdAt!: string;
  model!: ModelReferenceDto;
  fileName!: string | null;
  /** Records read: `scored + rejected`. */
  rows!: number;
  scored!: number;
  rejected!: number;
  /** Answered rows by label; empty for a regression model. */
  labelCounts!: Record<string, number>;
  /** Columns of the file that no feature takes. */
  ignoredColumns!: string[];
  durationMs!: number;
  recorded!: boolean;
  links!: BatchLinksDto | null;
}

/** One answered row of a file. */
export class BatchRowDto extends OutcomeDto {
  id!: string | null;
  /** Line of the file where the row begins. */
  line!: number;
}

/** One fault of a file. */
export class BatchFaultDto {
  line?: number;
  column?: string;
  pointer?: string;
  code!: string;
  detail!: string;
}

/** Answer of `POST /predict-batch`. */
export class BatchAnswerDto extends BatchViewDto {
  /** Every row up to 10,000; null beyond, see `links.results`. */
  predictions!: BatchRowDto[] | null;
  /** Faults of skipped rows (onError=skip), the first 10,000. */
  errors!: BatchFaultDto[];
  errorCount!: number;
}
