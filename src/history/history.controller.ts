import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../domain/caller.js';
import type { HistoryFilter } from '../domain/history.filter.js';
import { CallerOf } from '../http/caller.parameter.js';
import { mediaTypeOf } from '../http/media.type.js';
import { JSON_TYPE, Route } from '../http/route.options.js';
import { TABLE_TYPES, tableAnswer } from '../http/table.answer.js';
import { CSV_TYPE, NDJSON_TYPE, ndjsonOf, sendText } from '../http/text.stream.js';
import { asItems, asJson } from '../storage/item.format.js';
import { ApiFeatureFilters } from './feature.parameter.js';
import { HistoryItemDto, HistoryPageDto, SummaryDto } from './history.answer.js';
import { historyCsv, historyParquet } from './history.export.js';
import { filterOf, HistoryFilterQuery, HistoryPageQuery } from './history.query.js';
import { type HistoryPage, HistoryService } from './history.service.js';

@ApiTags('history')
@Controller('history')
export class HistoryController {
  constructor(private readonly service: HistoryService) {}

  /** A page of predictions, newest first. */
  @ApiOperation({ operationId: 'listHistory' })
  @ApiOkResponse({ description: 'A page; `nextCursor` is of the next one.', type: HistoryPageDto })
  @ApiFeatureFilters()
  @Get()
  @Route({ produces: [JSON_TYPE], scope: 'history:read' })
  async page(
    @Query() query: HistoryPageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HistoryPage> {
    const page = await this.service.page(
      filterOf(query, request.caller),
      query.cursor,
      query.limit,
    );
    if (page.nextCursor !== null)
      reply.header('link', `<${nextUrl(request.url, page.nextCursor)}>; rel="next"`);
    return page;
  }

  /** Counts by model and label, first and last time. */
  @ApiOperation({ operationId: 'summarizeHistory' })
  @ApiOkResponse({ description: 'The counts.', type: SummaryDto })
  @ApiFeatureFilters()
  @Get('summary')
  @Route({ produces: [JSON_TYPE], scope: 'history:read' })
  summary(@Query() query: HistoryFilterQuery, @CallerOf() caller: Caller): Promise<object> {
    return this.service.summarize(filterOf(query, caller));
  }

  /** The whole filtered history, streamed; as a table with a column a feature and class, if it is of one model. */
  @ApiOperation({ operationId: 'exportHistory' })
  @ApiOkResponse(tableAnswer('The predictions, newest first.'))
  @ApiFeatureFilters()
  @Get('export')
  @Route({ produces: TABLE_TYPES, scope: 'history:read' })
  async export(
    @Query() query: HistoryFilterQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const filter = filterOf(query, request.caller);
    const type = mediaTypeOf(request);
    const total = await this.service.countIndexed(filter);
    if (total !== null) void reply.header('x-total-count', total);
    await sendText(reply, type, await this.piecesOf(type, filter));
  }

  /**
   * One prediction.
   * @param id `id` of its answer: a UUID, followed by a dot and a number for a row of a file.
   */
  @ApiOperation({ operationId: 'getPrediction' })
  @ApiOkResponse({ description: 'The prediction.', type: HistoryItemDto })
  @Get(':id')
  @Route({ produces: [JSON_TYPE], scope: 'history:read' })
  find(@Param('id') id: string, @CallerOf() caller: Caller): Promise<object> {
    return this.service.find(id, caller);
  }

  private async piecesOf(type: string, filter: HistoryFilter) {
    if (type === NDJSON_TYPE) return ndjsonOf(this.service.stream(filter, asJson));
    const columns = await this.service.tableOf(filter);
    const slices = this.service.stream(filter, asItems);
    return type === CSV_TYPE ? historyCsv(columns, slices) : historyParquet(columns, slices);
  }
}

function nextUrl(url: string, cursor: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `${path}?${parameters}`;
}
