import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DirectRoutes } from '../http/direct/direct.routes.js';
import { PREDICT } from './prediction.controller.js';
import { PredictionService } from './prediction.service.js';

/** The plain `POST /predict`, which most predictions are; `PredictionController` takes the others. */
@Injectable()
export class PredictionRoute implements OnModuleInit {
  constructor(
    private readonly routes: DirectRoutes,
    private readonly service: PredictionService,
  ) {}

  onModuleInit(): void {
    this.routes.post('/predict', PREDICT, (request) =>
      this.service.predict(request.body, request.query, request),
    );
  }
}
