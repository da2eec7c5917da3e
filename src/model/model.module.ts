import { Module } from '@nestjs/common';
import { InferenceModule } from '../inference/inference.module.js';
import { ModelController } from './model.controller.js';

@Module({ imports: [InferenceModule], controllers: [ModelController] })
export class ModelModule {}
