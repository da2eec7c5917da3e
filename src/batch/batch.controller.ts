import { Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import { AnswerCodec } from '../domain/answer.codec.js';
import type { BatchHeader } from '../domain/batch.record.js';
import { charsetOf, encodingOfCharset } from '../http/charset.js';
import { mediaTypeOf } from '../http/media.type.js';
import { JSON_TYPE, Route } from '../http/route.options.js';
import { CSV_TYPE, NDJSON_TYPE, ndjsonOf, PARQUET_TYPE, sendText } from '../http/text.stream.js';
import { rowSlices } from '../scoring/row.slices.js';
import type { ParquetColumn } from '../scoring/table/parquet.column.js';
import { columnsOfAnswer } from '../scoring/table/parquet.packer.js';
import { ParquetStream } from '../scoring/table/parquet.stream.js';
import type { Encoding } from '../scoring/table/table.options.js';
import { batchAnswer, checkAnswer } from './batch.answer.js';
import { BatchQuery, CheckQuery } from './batch.query.js';
import { type BatchOutcome, BatchService } from './batch.service.js';
import { BatchAnswerDto, FileCheckDto } from './batch-view.answer.js';
import { KeptAnswers, type RowGroup } from './kept.answers.js';
import { openUpload } from './upload.source.js';

@ApiTags('batch')
@Controller('predict-batch')
export class BatchController {
  constructor(
    private readonly service: BatchService,
    private readonly settings: Settings,
  ) {}

  /** Predicts every row of a file and stores the answers as one batch. */
  @ApiExtraModels(BatchAnswerDto)
  @ApiOperation({ operationId: 'predictFile' })
  @ApiOkResponse({
    description: 'What the model says of each row; the file again with its answers, as CSV.',
    content: {
      [JSON_TYPE]: { schema: { $ref: getSchemaPath(BatchAnswerDto) } },
      [CSV_TYPE]: { schema: { type: 'string' } },
      [NDJSON_TYPE]: { schema: { type: 'string' } },
      [PARQUET_TYPE]: { schema: { type: 'string', format: 'binary' } },
    },
    links: {
      batch: { operationId: 'getBatch', parameters: { batchId: '$response.body#/batchId' } },
      results: {
        operationId: 'getBatchResults',
        parameters: { batchId: '$response.body#/batchId' },
      },
    },
  })
  @Post()
  @HttpCode(200)
  @Route({
    produces: [JSON_TYPE, CSV_TYPE, NDJSON_TYPE, PARQUET_TYPE],
    upload: true,
    scope: 'predict',
  })
  async predict(
    @Query() query: BatchQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const type = mediaTypeOf(request);
    const answers = new KeptAnswers(type);
    const source = await openUpload(request, this.settings.BATCH_MAX_BYTES);
    const { id, caller } = request;
    const charset = encodingOf(request);
    const outcome = await this.service.predict(query, id, caller, charset, source, answers);
    describe(reply, outcome);
    if (type === JSON_TYPE) await reply.send(batchAnswer(outcome, answers.chunks));
    else await sendText(reply, type, piecesOf(type, outcome, answers));
  }

  /** Says what a file would be taken for, and what is wrong with it; scores and stores nothing. */
  @ApiOperation({ operationId: 'checkFile' })
  @ApiOkResponse({ description: 'What was found.', type: FileCheckDto })
  @Post('check')
  @HttpCode(200)
  @Route({ produces: [JSON_TYPE], upload: true, scope: 'predict' })
  async check(@Query() query: CheckQuery, @Req() request: FastifyRequest): Promise<object> {
    const source = await openUpload(request, this.settings.BATCH_MAX_BYTES);
    const { id, caller } = request;
    const check = await this.service.check(query, id, caller, encodingOf(request), source);
    return checkAnswer(check, query.part !== 'true');
  }
}

/** Encoding that the request's media type names. */
function encodingOf({ headers }: FastifyRequest): Encoding | undefined {
  return encodingOfCharset(charsetOf(headers['content-type']));
}

function piecesOf(
  type: string,
  { header, isRecorded, csvHeader, columns }: BatchOutcome,
  { csv, chunks, groups }: KeptAnswers,
): AsyncIterable<string | Uint8Array> {
  if (type === NDJSON_TYPE) return ndjsonOf(rowSlices(header, isRecorded, chunks));
  if (type === PARQUET_TYPE) return parquetPieces(header, columns ?? [], groups);
  return drain([...(csvHeader === null ? [] : [csvHeader]), ...csv]);
}

async function* parquetPieces(
  { layout }: BatchHeader,
  columns: readonly ParquetColumn[],
  groups: RowGroup[],
): AsyncGenerator<Uint8Array> {
  const file = new ParquetStream(columnsOfAnswer(columns, new AnswerCodec(layout)));
  for (let group = groups.shift(); group; group = groups.shift()) {
    yield* file.rowGroup(group.packed, group.rows);
  }
  yield* file.end();
}

/** Lets go of each piece as it is sent. */
async function* drain(pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (let piece = pieces.shift(); piece; piece = pieces.shift()) yield piece;
}

/** Answers that are not JSON say in headers what became of the file. */
function describe(reply: FastifyReply, { header, isRecorded, faultCount }: BatchOutcome): void {
  void reply.headers({
    'x-batch-rows': header.rows,
    'x-batch-scored': header.scored,
    'x-batch-rejected': header.rejected,
    'x-batch-errors': faultCount,
    ...(isRecorded
      ? { 'x-batch-id': header.id, link: `</batches/${header.id}>; rel="describedby"` }
      : {}),
  });
}
