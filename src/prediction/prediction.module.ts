import { Module } from '@nestjs/common';
import { InferenceModule } from '../inference/inference.module.js';
import { GroupCommit } from './group.commit.js';
import { PredictionController } from './prediction.controller.js';
import { PredictionGate } from './prediction.gate.js';
import { PredictionRoute } from './prediction.route.js';
import { PredictionService } from './prediction.service.js';

@Module({
  imports: [InferenceModule],
  controllers: [PredictionController],
  providers: [PredictionService, PredictionRoute, PredictionGate, GroupCommit],
})
export class PredictionModule {}
