import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { csvRecord, headed } from '../http/csv.text.js';
import { mediaTypeOf } from '../http/media-type.hook.js';
import { JSON_TYPE, Route } from '../http/route.options.js';
import { CSV_TYPE, NDJSON_TYPE, ndjsonOf, sendText } from '../http/text.stream.js';
import { Problem } from '../problem/problem.js';
import type { BatchHeader } from '../storage/batch.record.js';
import type { HistoryItem } from '../storage/history.item.js';
import { HistoryReader } from '../storage/history.reader.js';
import { asJson } from '../storage/item.format.js';
import { PredictionRepository } from '../storage/prediction.repository.js';
import { batchView } from './batch.answer.js';
import { BatchViewDto } from './batch-view.answer.js';
import { writtenColumns } from './csv/csv.writer.js';

@ApiTags('batch')
@Controller('batches')
export class BatchResultController {
  constructor(
    private readonly repository: PredictionRepository,
    private readonly reader: HistoryReader,
  ) {}

  /**
   * What became of a file.
   * @param batchId `batchId` of the file's answer.
   */
  @ApiOperation({ operationId: 'getBatch' })
  @ApiOkResponse({ description: 'The batch.', type: BatchViewDto })
  @Get(':batchId')
  @Header('cache-control', 'no-store')
  @Route({ produces: [JSON_TYPE] })
  async find(@Param('batchId') batchId: string): Promise<object> {
    return batchView(await this.headerOf(batchId));
  }

  /**
   * Every answered row of a file, streamed from the history.
   * @param batchId `batchId` of the file's answer.
   */
  @ApiOperation({ operationId: 'getBatchResults' })
  @ApiProduces(CSV_TYPE, NDJSON_TYPE)
  @ApiOkResponse({ description: 'The rows in the order of the file, one a line.', type: String })
  @Get(':batchId/results')
  @Route({ produces: [CSV_TYPE, NDJSON_TYPE] })
  async results(
    @Param('batchId') batchId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const header = await this.headerOf(batchId);
    const type = mediaTypeOf(request);
    const text =
      type === CSV_TYPE
        ? resultsCsv(header, this.reader.streamBatch(header))
        : ndjsonOf(this.reader.streamBatchAs(header, asJson));
    await sendText(reply, type, text);
  }

  private async headerOf(batchId: string): Promise<BatchHeader> {
    const header = await this.repository.findBatch(batchId);
    if (header === null) throw new Problem('not-found', 'There is no batch of this id.');
    return header;
  }
}

async function* resultsCsv(
  { layout }: BatchHeader,
  slices: AsyncIterable<readonly HistoryItem[]>,
): AsyncGenerator<string> {
  const names = layout.features.map(({ name }) => name);
  const classes = layout.classes ?? [];
  const header = csvRecord(['line', ...names, ...writtenColumns(layout.classes)]);
  const record = ({ line, inputs, label, value, probabilities = {} }: HistoryItem) =>
    csvRecord([
      line,
      ...names.map((name) => inputs[name]),
      label ?? value,
      ...classes.map((name) => probabilities[name]),
    ]);
  yield* headed(header, slices, (items) => items.map(record).join(''));
}
