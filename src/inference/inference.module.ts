import { Module } from '@nestjs/common';
import { ModelIntake } from './model.intake.js';
import { ModelProvider } from './model.provider.js';

/** The shared ModelProvider. */
@Module({ providers: [ModelProvider, ModelIntake], exports: [ModelProvider] })
export class InferenceModule {}
