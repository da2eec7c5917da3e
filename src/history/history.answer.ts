import { ApiProperty } from '@nestjs/swagger';

import { ModelReferenceDto, OutcomeDto } from '../http/outcome.answer.js';

/** One prediction of the history. */
export class HistoryItemDto extends OutcomeDto {
  /**
   * `<uuid>` of a single prediction, `<batchId>.<row>` of a row of a file.
   * @example 01a206ef-b118-7351-a7b9-32c5d15b144c
   */
  id!: string;
  /**
   * ISO 8601, UTC.
   * @example 2026-11-23T05:45:01.464Z
   */
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  model!: ModelReferenceDto;
  source!: 'single' | 'batch';
  /** Features by name: numbers, texts, truth values or null, as they were sent. */
  inputs!: Record<string, unknown>;
  recorded!: boolean;
  /** The request that asked for it. */
  requestId!: string;
  /** Who asked: `key:<id>` or `oidc:<sub>`; absent where nobody was asked who they are. */
  caller?: string;
  /** The file that the row is from. */
  batchId?: string;
  /** Line of the file where the row begins. */
  @ApiProperty({ type: 'integer' })
  line?: number;
}

/** Answer of `GET /history`. */
export class HistoryPageDto {
  items!: HistoryItemDto[];
  /** Cursor of the next page; null on the last. */
  nextCursor!: string | null;
  /**
   * How many predictions were looked through, with a filter by confidence or features: there may be a
   * next page then, though this one is not full.
   */
  @ApiProperty({ type: 'integer' })
  looked?: number;
}

/** Counts of one model, version and label. */
export class SummaryItemDto {
  model!: string;
  version!: string;
  /** null for a regression model. */
  label!: string | null;
  @ApiProperty({ type: 'integer' })
  count!: number;
  /** ISO 8601, UTC. */
  @ApiProperty({ format: 'date-time' })
  first!: string;
  /** ISO 8601, UTC. */
  @ApiProperty({ format: 'date-time' })
  last!: string;
}

/** Answer of `GET /history/summary`. */
export class SummaryDto {
  @ApiProperty({ type: 'integer' })
  total!: number;
  /** Time of the oldest prediction; null when there is none. */
  @ApiProperty({ format: 'date-time' })
  first!: string | null;
  /** Time of the newest prediction; null when there is none. */
  @ApiProperty({ format: 'date-time' })
  last!: string | null;
  items!: SummaryItemDto[];
}
