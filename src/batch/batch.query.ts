import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { encodingOfCharset } from '../http/charset.js';
import { PredictingQuery } from '../http/model.query.js';
import { toWhole } from '../http/query.value.js';
import { Problem } from '../problem/problem.js';
import { columnMappingOf } from '../scoring/table/column.mapping.js';
import {
  type ColumnMapping,
  DELIMITERS,
  type DecimalSign,
  type Delimiter,
  ENCODINGS,
  type Encoding,
  type TableOptions,
  THOUSANDS,
  type Thousands,
} from '../scoring/table/table.options.js';

const MOST_ERRORS = 100_000;
const COLUMNS = {
  name: 'isColumnMapping',
  validator: {
    validate: (value: unknown) => typeof value === 'object',
    defaultMessage: () =>
      'columns must be JSON: {"feature": "Header"}, or the names of all columns of a table without a header, as ["a", "b"]',
  },
};

/** Query of `POST /predict-batch/check`: how the table is written, where that is not found. */
export class TableQuery extends PredictingQuery {
  /** What separates the cells; found when it is left out. */
  @IsOptional()
  @Transform(({ value }) => (/^(\t|\\t|tab)$/i.test(String(value)) ? 'tab' : value))
  @IsIn(DELIMITERS)
  delimiter?: Delimiter;

  /** Decimal sign of the numbers; found when it is left out. */
  @IsOptional()
  @IsIn(['.', ','])
  decimal?: DecimalSign;

  /** What stands between thousands, as in `1,234.5`. Left out, nothing may. */
  @IsOptional()
  @Transform(({ value }) => (value === ' ' ? 'space' : value))
  @IsIn(THOUSANDS)
  thousands?: Thousands;

  /** Found when it is left out. */
  @IsOptional()
  @Transform(({ value }) => encodingOfCharset(String(value)) ?? value)
  @IsIn(ENCODINGS)
  encoding?: Encoding;

  /**
   * Which column is which, as JSON: an object maps features to headers, a list names the columns of
   * a table without a header.
   */
  @ApiProperty({ type: String, example: '{"age":"Age (years)"}' })
  @IsOptional()
  @Transform(({ value }) => columnMappingOf(value) ?? value)
  @ValidateBy(COLUMNS)
  columns?: ColumnMapping;

  /** Sheet of a workbook that has several. */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  sheet?: string;

  /** Most faults to list, beside their count: 100 unless it is said, 10,000 with onError=skip. */
  @ApiProperty({ type: 'integer', minimum: 0, maximum: MOST_ERRORS })
  @IsOptional()
  @Transform(toWhole)
  @IsInt()
  @Min(0)
  @Max(MOST_ERRORS)
  errorLimit?: number;
}

/** Query of `POST /predict-batch`. */
export class BatchQuery extends TableQuery {
  /** `reject`: one bad row and the whole file is refused. `skip`: good rows are answered all the same. */
  @IsOptional()
  @IsIn(['reject', 'skip'])
  onError: 'reject' | 'skip' = 'reject';
}

/** Query of `POST /predict-batch/check`. */
export class CheckQuery extends TableQuery {
  /** `true`: the body is the start of a text file, and its last record may be cut off. */
  @IsOptional()
  @IsIn(['true', 'false'])
  part?: 'true' | 'false';
}

/**
 * What a request says of its table.
 * @param charset of the media type, which counts where the query says nothing
 * @throws Problem `malformed-request` when it contradicts itself
 */
export function optionsOf(query: TableQuery, charset: Encoding | undefined): TableOptions {
  const { delimiter, decimal, thousands, encoding = charset, columns, sheet } = query;
  if (thousands !== undefined && [decimal, delimiter].includes(thousands as never)) {
    const detail = 'thousands must not be what separates decimals or cells.';
    throw new Problem('malformed-request', detail);
  }
  return { delimiter, decimal, thousands, encoding, columns, sheet };
}
