import { Module } from '@nestjs/common';
import { ScoringModule } from '../scoring/scoring.module.js';
import { PredictionController } from './prediction.controller.js';
import { PredictionRoute } from './prediction.route.js';
import { PredictionService } from './prediction.service.js';

@Module({
  imports: [ScoringModule],
  controllers: [PredictionController],
  providers: [PredictionService, PredictionRoute],
})
export class PredictionModule {}
