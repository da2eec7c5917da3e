import { Module } from '@nestjs/common';
import { ScoringModule } from '../scoring/scoring.module.js';
import { BatchController } from './batch.controller.js';
import { BatchService } from './batch.service.js';
import { BatchResultController } from './batch-result.controller.js';

@Module({
  imports: [ScoringModule],
  controllers: [BatchController, BatchResultController],
  providers: [BatchService],
})
export class BatchModule {}
