import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { Settings } from '../../config/settings.js';
import { InferenceModule } from '../../inference/inference.module.js';
import { HealthController } from './health.controller.js';
import { ReadinessService } from './readiness.service.js';

@Module({
  imports: [
    InferenceModule,
    TerminusModule.forRootAsync({
      inject: [Settings],
      // Terminus waits this long after SIGTERM, not ready but serving, before the server closes.
      useFactory: (settings: Settings) => ({
        gracefulShutdownTimeoutMs: settings.DRAIN_DELAY_MS,
        logger: false,
      }),
    }),
  ],
  controllers: [HealthController],
  providers: [ReadinessService],
})
export class HealthModule {}
