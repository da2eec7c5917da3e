import { type DynamicModule, Module } from '@nestjs/common';
import type { AccessControl } from './access/access.control.js';
import { AccessModule } from './access/access.module.js';
import { BatchModule } from './batch/batch.module.js';
import { Settings } from './config/settings.js';
import { SettingsModule } from './config/settings.module.js';
import { HistoryModule } from './history/history.module.js';
import { HttpModule } from './http/http.module.js';
import type { HttpParts } from './http/http.parts.js';
import { ModelModule } from './model/model.module.js';
import { AccessController } from './observe/access/access.controller.js';
import { HealthModule } from './observe/health/health.module.js';
import { MetricsModule } from './observe/metrics/metrics.module.js';
import { PredictionModule } from './prediction/prediction.module.js';
import { ProblemModule } from './problem/problem.module.js';
import { StorageModule } from './storage/storage.module.js';

@Module({})
export class AppModule {
  static forRoot(settings: Settings, access: AccessControl, http: HttpParts): DynamicModule {
    const storage = StorageModule.forRoot({
      url: settings.HISTORY_URL,
      sqliteSynchronous: settings.SQLITE_SYNCHRONOUS,
    });
    return {
      module: AppModule,
      controllers: [AccessController],
      imports: [
        SettingsModule.forRoot(settings),
        AccessModule.forRoot(access),
        HttpModule.forRoot(http),
        storage,
        PredictionModule,
        BatchModule,
        HistoryModule,
        ModelModule,
        HealthModule,
        MetricsModule,
        ProblemModule,
      ],
    };
  }
}
