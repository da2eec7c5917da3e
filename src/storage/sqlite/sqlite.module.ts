import { type DynamicModule, Module } from '@nestjs/common';
import { PredictionRepository } from '../prediction.repository.js';
import { JournaledPredictionRepository } from './journaled-prediction.repository.js';
import type { SqliteSynchronous } from './sqlite.connection.js';
import { SqlitePredictionRepository } from './sqlite-prediction.repository.js';

/** Keeps the history in one SQLite file. */
@Module({})
export class SqliteModule {
  static forRoot(path: string, synchronous?: SqliteSynchronous): DynamicModule {
    const repository = {
      provide: PredictionRepository,
      // What is in memory has one connection only, and nothing to recover.
      useFactory: () =>
        path === ':memory:'
          ? SqlitePredictionRepository.open(path, synchronous)
          : JournaledPredictionRepository.open(path, synchronous),
    };
    return { module: SqliteModule, providers: [repository], exports: [PredictionRepository] };
  }
}
