import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsDate,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Caller } from '../domain/caller.js';
import type { HistoryFilter } from '../domain/history.filter.js';
import { ModelQuery } from '../http/model.query.js';

const ISO_DATE = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** ISO 8601 text to a date; anything else to an invalid date, which validation refuses. */
function toDate({ value }: { value: unknown }): Date {
  const [text, day, time, , , offset] = ISO_DATE.exec(String(value)) ?? [];
  // The engine takes 30 February for 1 March.
  const isRealDay = day !== undefined && new Date(`${day}T00:00Z`).toJSON()?.startsWith(day);
  if (!isRealDay) return new Date(Number.NaN);
  // Without an offset the engine means the server's own zone; we mean UTC.
  return new Date(time !== undefined && offset === undefined ? `${text}Z` : String(text));
}

/** Digits alone; the engine would also take 0x10 and 1e2. */
function toWhole({ value }: { value: unknown }): number {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
}

/** Filters that all routes of the history share. */
export class HistoryFilterQuery extends ModelQuery implements Omit<HistoryFilter, 'models'> {
  /** Class that was predicted. */
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  label?: string;

  /** Whether predictions came one by one or in a file. */
  @IsOptional()
  @IsIn(['single', 'batch'])
  source?: 'single' | 'batch';

  /** Who asked: `key:<id>` or `oidc:<sub>`. */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  caller?: string;

  /** Only the rows of this batch. */
  @IsOptional()
  @IsUUID()
  batchId?: string;

  /** Earliest time of creation, inclusive (ISO 8601; UTC unless it names an offset). */
  @IsOptional()
  @Transform(toDate)
  @IsDate()
  from?: Date;

  /** Latest time of creation, exclusive (ISO 8601; UTC unless it names an offset). */
  @IsOptional()
  @Transform(toDate)
  @IsDate()
  to?: Date;
}

/** Query of `GET /history`. */
export class HistoryPageQuery extends HistoryFilterQuery {
  /** Most items of one page. */
  @ApiProperty({ type: 'integer' })
  @IsOptional()
  @Transform(toWhole)
  @IsInt()
  @Min(1)
  @Max(500)
  limit: number = 50;

  /** `nextCursor` of the page before; bound to the filters it came with. */
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  cursor?: string;
}

/** The filter alone, without what is not set; of models that a caller does not see it finds nothing. */
export function filterOf(query: HistoryFilterQuery, { models }: Caller): HistoryFilter {
  const { model, version, label, source, caller, batchId, from, to } = query;
  const named = { model, version, label, source, caller, batchId: batchId?.toLowerCase() };
  const filter = { ...named, from, to, models: models ?? undefined };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
