import { Module } from '@nestjs/common';
import { InferenceModule } from '../inference/inference.module.js';
import { BatchController } from './batch.controller.js';
import { BatchPool } from './batch.pool.js';
import { BatchService } from './batch.service.js';
import { BatchResultController } from './batch-result.controller.js';

@Module({
  imports: [InferenceModule],
  controllers: [BatchController, BatchResultController],
  providers: [BatchService, BatchPool],
})
export class BatchModule {}
