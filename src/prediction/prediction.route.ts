import { Injectable, type OnModuleInit } from '@nestjs/common';
import fastJson from 'fast-json-stringify';
import { DirectRoutes } from '../http/direct.routes.js';
import { parseJsonBody } from '../http/json.parser.js';
import { predictionSchema } from './prediction.schema.js';
import { PredictionService } from './prediction.service.js';

/** The plain `POST /predict`, which most predictions are; `PredictionController` takes the others. */
@Injectable()
export class PredictionRoute implements OnModuleInit {
  constructor(
    private readonly routes: DirectRoutes,
    private readonly service: PredictionService,
  ) {}

  onModuleInit(): void {
    const toText = fastJson(predictionSchema);
    this.routes.post('/predict', async (body, requestId) =>
      toText(await this.service.predict(parseJsonBody(body), {}, requestId)),
    );
  }
}
