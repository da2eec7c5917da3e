import { Body, Controller, Header, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { PredictingQuery } from '../http/model.query.js';
import { JSON_TYPE, Route } from '../http/route.options.js';
import { PredictionAnswer } from './prediction.answer.js';
import { PredictionService } from './prediction.service.js';

@ApiTags('predict')
@Controller('predict')
export class PredictionController {
  constructor(private readonly service: PredictionService) {}

  /** Predicts one sample and stores the answer. */
  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Route({ produces: [JSON_TYPE] })
  predict(
    @Body() body: unknown,
    @Query() query: PredictingQuery,
    @Req() request: FastifyRequest,
  ): Promise<PredictionAnswer> {
    return this.service.predict(body, query, request.id);
  }
}
