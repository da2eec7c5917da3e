import { Module } from '@nestjs/common';
import { ModelProvider } from './model.provider.js';

/** The shared ModelProvider. */
@Module({ providers: [ModelProvider], exports: [ModelProvider] })
export class InferenceModule {}
