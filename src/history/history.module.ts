import { Module } from '@nestjs/common';
import { InferenceModule } from '../inference/inference.module.js';
import { HistoryController } from './history.controller.js';
import { HistoryService } from './history.service.js';
import { ModelColumns } from './model.columns.js';

@Module({
  imports: [InferenceModule],
  controllers: [HistoryController],
  providers: [HistoryService, ModelColumns],
})
export class HistoryModule {}
