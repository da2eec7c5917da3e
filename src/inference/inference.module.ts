import { Module } from '@nestjs/common';
import { ModelIntake } from './registry/model.intake.js';
import { ModelProvider } from './registry/model.provider.js';

/** The shared ModelProvider. */
@Module({ providers: [ModelProvider, ModelIntake], exports: [ModelProvider] })
export class InferenceModule {}
