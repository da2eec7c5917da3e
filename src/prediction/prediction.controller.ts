import { Controller, Header, HttpCode, Post, Query, Req } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { PredictingQuery } from '../http/model.query.js';
import { JSON_TYPE, Route } from '../http/route.options.js';
import { PredictionAnswer } from './prediction.answer.js';
import { predictionSchema } from './prediction.schema.js';
import { PredictionService } from './prediction.service.js';

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
  @Header('cache-control', 'no-store')
  @Route({ produces: [JSON_TYPE] })
  @RouteSchema({ response: { 200: predictionSchema } })
  async predict(
    @Query() query: PredictingQuery,
    @Req() request: FastifyRequest,
  ): Promise<PredictionAnswer> {
    const { body, id, socket } = request;
    const { answer } = await this.service.predict(body, query, id, socket);
    return answer;
  }
}
