import { type DynamicModule, Module } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { BatchModule } from './batch/batch.module.js';
import { Settings } from './config/settings.js';
import { SettingsModule } from './config/settings.module.js';
import { HealthModule } from './health/health.module.js';
import { HistoryModule } from './history/history.module.js';
import { ConnectionDrain } from './http/connection.drain.js';
import { QueryPipe } from './http/query.pipe.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { ModelModule } from './model/model.module.js';
import { PredictionModule } from './prediction/prediction.module.js';
import { ProblemModule } from './problem/problem.module.js';
import { StorageModule } from './storage/storage.module.js';

@Module({})
export class AppModule {
  static forRoot(settings: Settings): DynamicModule {
    const storage = StorageModule.forRoot({
      url: settings.HISTORY_URL,
      sqliteSynchronous: settings.SQLITE_SYNCHRONOUS,
    });
    return {
      module: AppModule,
      imports: [
        SettingsModule.forRoot(settings),
        storage,
        PredictionModule,
        BatchModule,
        HistoryModule,
        ModelModule,
        HealthModule,
        MetricsModule,
        ProblemModule,
      ],
      providers: [{ provide: APP_PIPE, useClass: QueryPipe }, ConnectionDrain],
    };
  }
}
