import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DirectRoutes } from '../http/direct.routes.js';
import { parseJsonBody } from '../http/json.parser.js';
import { PredictionService } from './prediction.service.js';

/** The plain `POST /predict`, which most predictions are; `PredictionController` takes the others. */
@Injectable()
export class PredictionRoute implements OnModuleInit {
  constructor(
    private readonly routes: DirectRoutes,
    private readonly service: PredictionService,
  ) {}

  onModuleInit(): void {
    this.routes.post('/predict', async (body, requestId, socket) => {
      const { text } = await this.service.predict(parseJsonBody(body), {}, requestId, socket);
      return text;
    });
  }
}
