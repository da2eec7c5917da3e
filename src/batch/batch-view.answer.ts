import { ApiProperty } from '@nestjs/swagger';

import { ModelReferenceDto, OutcomeDto } from '../http/outcome.answer.js';

/** Where more about a batch is found. */
export class BatchLinksDto {
  self!: string;
  results!: string;
  history!: string;
}

/** What became of a file. */
export class BatchViewDto {
  /**
   * null when it was not recorded.
   * @example 01a206ef-b118-7351-a7b9-32c5d15b144c
   */
  batchId!: string | null;
  /**
   * ISO 8601, UTC.
   * @example 2026-11-23T05:45:01.464Z
   */
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  model!: ModelReferenceDto;
  /** Who asked: `key:<id>` or `oidc:<sub>`; absent where nobody was asked who they are. */
  caller?: string;
  fileName!: string | null;
  /** Records read: `scored + rejected`. */
  @ApiProperty({ type: 'integer' })
  rows!: number;
  @ApiProperty({ type: 'integer' })
  scored!: number;
  @ApiProperty({ type: 'integer' })
  rejected!: number;
  /** Answered rows by label; empty for a regression model. */
  @ApiProperty({ additionalProperties: { type: 'integer' } })
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
  @ApiProperty({ type: 'integer' })
  line!: number;
}

/** One fault of a file. */
export class BatchFaultDto {
  @ApiProperty({ type: 'integer' })
  line?: number;
  column?: string;
  pointer?: string;
  code!: string;
  detail!: string;
}

/** What a table was taken for. */
export class DialectDto {
  @ApiProperty({ enum: ['csv', 'ndjson', 'json', 'parquet', 'xlsx'] })
  type!: string;
  /** What separates the cells of a text table: `,`, `;`, `|` or `tab`. */
  delimiter?: string;
  /** Decimal sign of a text table: `.` or `,`. */
  decimal?: string;
  /** What stands between thousands, where the request says it. */
  thousands?: string;
  /** `utf-8`, `utf-16` or `windows-1252`. */
  encoding?: string;
  /** `false` where the request names the columns of a table without a header. */
  header?: boolean;
  /** `gzip` where it was unpacked. */
  compression?: string;
  /** Of a workbook. */
  sheet?: string;
}

/** Answer of `POST /predict-batch`. */
export class BatchAnswerDto extends BatchViewDto {
  dialect!: DialectDto;
  /** Every row up to 10,000; null beyond, see `links.results`. */
  predictions!: BatchRowDto[] | null;
  /** Faults of skipped rows (onError=skip), the first 10,000. */
  errors!: BatchFaultDto[];
  @ApiProperty({ type: 'integer' })
  errorCount!: number;
}

/** A column of a file. */
export class FileColumnDto {
  name!: string;
  /** The feature that it is read as; null when none takes it. */
  feature!: string | null;
}

/** A row of a file as text. */
export class FileRowDto {
  @ApiProperty({ type: 'integer' })
  line!: number;
  cells!: string[];
}

/** Answer of `POST /predict-batch/check`. */
export class FileCheckDto {
  model!: ModelReferenceDto;
  dialect!: DialectDto;
  /** Of a workbook: the names of all sheets that have cells; `dialect.sheet` is the one that is read. */
  sheets?: string[];
  /** Rows that were looked at. */
  @ApiProperty({ type: 'integer' })
  rows!: number;
  /** Whether they are all that the file has. */
  isWhole!: boolean;
  columns!: FileColumnDto[];
  /** Required features without a column. */
  missing!: string[];
  ignoredColumns!: string[];
  /** The first 20 rows, good or bad. */
  preview!: FileRowDto[];
  errors!: BatchFaultDto[];
  @ApiProperty({ type: 'integer' })
  errorCount!: number;
}
