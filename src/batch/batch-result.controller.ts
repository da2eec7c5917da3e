import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BatchHeader } from '../domain/batch.record.js';
import type { Caller } from '../domain/caller.js';
import { CallerOf } from '../http/caller.parameter.js';
import { mediaTypeOf } from '../http/media.type.js';
import { JSON_TYPE, Route } from '../http/route.options.js';
import { TABLE_TYPES, tableAnswer } from '../http/table.answer.js';
import { CSV_TYPE, NDJSON_TYPE, ndjsonOf, sendText } from '../http/text.stream.js';
import { Problem } from '../problem/problem.js';
import { HistoryReader } from '../storage/history.reader.js';
import { asJson } from '../storage/item.format.js';
import { batchView } from './batch.answer.js';
import { ResultTable } from './batch-result.table.js';
import { BatchViewDto } from './batch-view.answer.js';

@ApiTags('batch')
@Controller('batches')
export class BatchResultController {
  constructor(private readonly reader: HistoryReader) {}

  /**
   * What became of a file.
   * @param batchId `batchId` of the file's answer.
   */
  @ApiOperation({ operationId: 'getBatch' })
  @ApiOkResponse({ description: 'The batch.', type: BatchViewDto })
  @Get(':batchId')
  @Route({ produces: [JSON_TYPE], scope: 'history:read' })
  async find(@Param('batchId') batchId: string, @CallerOf() caller: Caller): Promise<object> {
    return batchView(await this.headerOf(batchId, caller));
  }

  /**
   * Every answered row of a file, streamed from the history.
   * @param batchId `batchId` of the file's answer.
   */
  @ApiOperation({ operationId: 'getBatchResults' })
  @ApiOkResponse(tableAnswer('The rows in the order of the file.'))
  @Get(':batchId/results')
  @Route({ produces: TABLE_TYPES, scope: 'history:read' })
  async results(
    @Param('batchId') batchId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const header = await this.headerOf(batchId, request.caller);
    const type = mediaTypeOf(request);
    void reply.header('x-total-count', header.scored);
    await sendText(reply, type, this.piecesOf(type, header));
  }

  private piecesOf(type: string, header: BatchHeader): AsyncIterable<string | Uint8Array> {
    if (type === NDJSON_TYPE) return ndjsonOf(this.reader.streamBatchAs(header, asJson));
    const table = new ResultTable(header.layout);
    const slices = this.reader.streamBatchAs(header, table);
    return type === CSV_TYPE ? table.csv(slices) : table.parquet(slices);
  }

  private async headerOf(batchId: string, caller: Caller): Promise<BatchHeader> {
    const header = await this.reader.findBatch(batchId, caller);
    if (header === null) throw new Problem('not-found', 'There is no batch of this id.');
    return header;
  }
}
