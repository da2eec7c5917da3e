import cluster from 'node:cluster';
import { type DynamicModule, Module } from '@nestjs/common';
import { continueIds } from '../newest.id.js';
import { PORTS, portsOf } from '../store.ports.js';
import { FilePredictionRepository } from './file-prediction.repository.js';
import type { SqliteSynchronous } from './sqlite.connection.js';
import { SqlitePredictionRepository } from './sqlite-prediction.repository.js';
import type { WriterOptions } from './writer/writer.message.js';

const SQLITE_STORE = Symbol('SQLITE_STORE');

/** Keeps the history in one SQLite file. */
@Module({})
export class SqliteModule {
  static forRoot(path: string, synchronous: SqliteSynchronous = 'NORMAL'): DynamicModule {
    const repository = {
      provide: SQLITE_STORE,
      // What is in memory has one connection only, and nothing to recover.
      useFactory: async () => {
        if (path === ':memory:') return SqlitePredictionRepository.open(path, synchronous);
        const repository = await openFile({ path, synchronous });
        await continueIds(repository);
        return repository;
      },
    };
    return {
      module: SqliteModule,
      providers: [repository, ...portsOf(SQLITE_STORE)],
      exports: PORTS,
    };
  }
}

/** The processes of a cluster share what their primary process has opened. */
async function openFile(options: WriterOptions): Promise<FilePredictionRepository> {
  return cluster.isWorker
    ? FilePredictionRepository.join(options)
    : FilePredictionRepository.open(options);
}
