import { Module } from '@nestjs/common';
import { InferenceModule } from '../inference/inference.module.js';
import { GroupCommit } from './group.commit.js';
import { PredictionController } from './prediction.controller.js';
import { PredictionService } from './prediction.service.js';

@Module({
  imports: [InferenceModule],
  controllers: [PredictionController],
  providers: [PredictionService, GroupCommit],
})
export class PredictionModule {}
