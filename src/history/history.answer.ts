import { ModelReferenceDto, OutcomeDto } from '../http/outcome.answer.js';

/** One prediction of the history. */
export class HistoryItemDto extends OutcomeDto {
  /** `<uuid>` of a single prediction, `<batchId>.<row>` of a row of a file. */
  id!: string;
  /** ISO 8601, UTC. */
  createdAt!: string;
  model!: ModelReferenceDto;
  source!: 'single' | 'batch';
  /** Features by name, numbers, texts or null, as they were sent. */
  inputs!: Record<string, unknown>;
  recorded!: boolean;
  /** The request that asked for it. */
  requestId!: string;
  /** The file that the row is from. */
  batchId?: string;
  /** Line of the file where the row begins. */
  line?: number;
}

/** Answer of `GET /history`. */
export class HistoryPageDto {
  items!: HistoryItemDto[];
  /** Cursor of the next page; null on the last. */
  nextCursor!: string | null;
}

/** Counts of one model, version and label. */
export class SummaryItemDto {
  model!: string;
  version!: string;
  /** null for a regression model. */
  label!: string | null;
  count!: number;
  /** ISO 8601, UTC. */
  first!: string;
  /** ISO 8601, UTC. */
  last!: string;
}

/** Answer of `GET /history/summary`. */
export class SummaryDto {
  total!: number;
  /** Time of the oldest prediction; null when there is none. */
  first!: string | null;
  /** Time of the newest prediction; null when there is none. */
  last!: string | null;
  items!: SummaryItemDto[];
}
