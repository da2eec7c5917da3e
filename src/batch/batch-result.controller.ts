import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswerCodec } from '../domain/answer.codec.js';
import type { BatchHeader } from '../domain/batch.record.js';
import type { Caller } from '../domain/caller.js';
import { shortestFloat32 } from '../domain/float32.js';
import { CallerOf } from '../http/caller.parameter.js';
import { mediaTypeOf } from '../http/media.type.js';
import { JSON_TYPE, Route } from '../http/route.options.js';
import { CSV_TYPE, NDJSON_TYPE, ndjsonOf, sendText } from '../http/text.stream.js';
import { Problem } from '../problem/problem.js';
import { csvRecord, headed } from '../scoring/table/csv.text.js';
import { writtenColumns } from '../scoring/table/csv.writer.js';
import { HistoryReader } from '../storage/history.reader.js';
import { asJson, type RowFormat } from '../storage/item.format.js';
import { batchView } from './batch.answer.js';
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
  @ApiProduces(CSV_TYPE, NDJSON_TYPE)
  @ApiOkResponse({ description: 'The rows in the order of the file, one a line.', type: String })
  @Get(':batchId/results')
  @Route({ produces: [CSV_TYPE, NDJSON_TYPE], scope: 'history:read' })
  async results(
    @Param('batchId') batchId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const header = await this.headerOf(batchId, request.caller);
    const type = mediaTypeOf(request);
    const text =
      type === CSV_TYPE
        ? resultsCsv(header, this.reader.streamBatchAs(header, asRecords))
        : ndjsonOf(this.reader.streamBatchAs(header, asJson));
    await sendText(reply, type, text);
  }

  private async headerOf(batchId: string, caller: Caller): Promise<BatchHeader> {
    const header = await this.reader.findBatch(batchId, caller);
    if (header === null) throw new Problem('not-found', 'There is no batch of this id.');
    return header;
  }
}

async function* resultsCsv(
  { layout }: BatchHeader,
  slices: AsyncIterable<readonly string[]>,
): AsyncGenerator<string> {
  const names = layout.features.map(({ name }) => name);
  const header = csvRecord(['line', ...names, ...writtenColumns(new AnswerCodec(layout))]);
  yield* headed(header, slices, (records) => records.join(''));
}

/** Rows as CSV records. */
const asRecords: RowFormat<string> = {
  batch({ layout }) {
    const { cells } = new AnswerCodec(layout);
    const shown = (value: string | number) =>
      typeof value === 'number' ? shortestFloat32(value) : value;
    return ({ view, row }) =>
      csvRecord([
        view.line(row),
        ...layout.features.map((_, index) => view.feature(row, index)),
        ...cells.map(({ of }) => shown(of(view.answers, row))),
      ]);
  },
};
