import { ApiHideProperty, ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsArray,
  IsDate,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Caller } from '../domain/caller.js';
import type { FeatureFilter, HistoryFilter, NumberRange } from '../domain/history.filter.js';
import { ModelQuery } from '../http/model.query.js';
import { toDate, toNumber, toWhole } from '../http/query.value.js';
import { Problem } from '../problem/problem.js';
import { type FeatureParameter, toFeatureFilters } from './feature.query.js';

/** Filters that all routes of the history share. */
export class HistoryFilterQuery
  extends ModelQuery
  implements Omit<HistoryFilter, 'models' | 'confidence'>
{
  static readonly prefixes = { features: 'feature.' };

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

  /** Least probability of the label that was predicted, inclusive; only predictions that have one. */
  @IsOptional()
  @Transform(toNumber)
  @IsNumber()
  @Min(0)
  @Max(1)
  confidenceFrom?: number;

  /** Greatest probability of the label that was predicted, inclusive; only predictions that have one. */
  @IsOptional()
  @Transform(toNumber)
  @IsNumber()
  @Min(0)
  @Max(1)
  confidenceTo?: number;

  /** Each `feature.<name>`, which the pipe gathers. */
  @ApiHideProperty()
  @IsOptional()
  @Transform(({ value }) => toFeatureFilters(value as FeatureParameter[]))
  @IsArray()
  features?: FeatureFilter[];
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

/**
 * The filter alone, without what is not set; of models that a caller does not see it finds nothing.
 * @throws Problem `malformed-request` for a confidence from above its end
 */
export function filterOf(query: HistoryFilterQuery, { models }: Caller): HistoryFilter {
  const { model, version, label, source, caller, batchId, from, to, features } = query;
  const named = { model, version, label, source, caller, batchId: batchId?.toLowerCase() };
  const confidence = confidenceOf(query);
  const filter = { ...named, from, to, models: models ?? undefined, confidence, features };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function confidenceOf({
  confidenceFrom: from,
  confidenceTo: to,
}: HistoryFilterQuery): NumberRange | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from !== undefined && to !== undefined && from > to) {
    const detail = 'confidenceTo must not be less than confidenceFrom';
    throw new Problem('malformed-request', 'The query has faults.', {
      errors: [{ code: 'bad_parameter', pointer: '/query/confidenceTo', detail }],
    });
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
