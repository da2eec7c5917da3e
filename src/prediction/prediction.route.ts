import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DirectRoutes } from '../http/direct/direct.routes.js';
import { PredictionService } from './prediction.service.js';

/** The plain `POST /predict`, which most predictions are; `PredictionController` takes the others. */
@Injectable()
export class PredictionRoute implements OnModuleInit {
  constructor(
    private readonly routes: DirectRoutes,
    private readonly service: PredictionService,
  ) {}

  onModuleInit(): void {
    this.routes.post('/predict', ({ body, query, requestId, socket }) =>
      this.service.predict(body, query, requestId, socket),
    );
  }
}
