import { Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PredictingQuery } from '../http/model.query.js';
import { JSON_TYPE, Route, type RouteOptions } from '../http/route.options.js';
import { PredictionAnswer } from './prediction.answer.js';
import { PredictionService } from './prediction.service.js';

/** Also of the direct route. */
export const PREDICT: RouteOptions = { produces: [JSON_TYPE], scope: 'predict' };

@ApiTags('predict')
@Controller('predict')
export class PredictionController {
  constructor(private readonly service: PredictionService) {}

  /** Predicts one sample and stores the answer. */
  @ApiOperation({ operationId: 'predict' })
  @ApiOkResponse({
    description: 'What the model says.',
    type: PredictionAnswer,
    links: { found: { operationId: 'getPrediction', parameters: { id: '$response.body#/id' } } },
  })
  @Post()
  @HttpCode(200)
  @Route(PREDICT)
  async predict(
    @Query() query: PredictingQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { body, id: requestId, socket, caller } = request;
    const origin = { requestId, socket, caller };
    const json = await this.service.predict(body as Buffer | undefined, query, origin);
    await reply.type(`${JSON_TYPE}; charset=utf-8`).send(json);
  }
}
