import { type DynamicModule, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { HistoryReader } from './history.reader.js';
import { type StorageOptions, sqlitePathOf } from './storage.options.js';

/** Keeps the history; which store does is a matter of the URL alone. */
@Module({ providers: [HistoryReader], exports: [HistoryReader] })
export class StorageModule implements OnApplicationShutdown {
  /** @throws Error when the URL is of no known scheme, or its store can never be opened */
  static async forRoot({ url, sqliteSynchronous }: StorageOptions): Promise<DynamicModule> {
    const store = await storeOf(url, sqliteSynchronous);
    return {
      module: StorageModule,
      // There is one history in a process, and every feature needs it.
      global: true,
      imports: [store],
      exports: [store, HistoryReader],
    };
  }

  /** Called after the store, which this module imports, has shut down. */
  onApplicationShutdown(): void {
    new Logger(StorageModule.name).log('the history is closed');
  }
}

/** The driver of the other store is not even loaded: it would cost a third of the start. */
async function storeOf(
  url: string,
  sqliteSynchronous: StorageOptions['sqliteSynchronous'],
): Promise<DynamicModule> {
  if (url.startsWith('sqlite:')) {
    const { SqliteModule } = await import('./sqlite/sqlite.module.js');
    return SqliteModule.forRoot(sqlitePathOf(url), sqliteSynchronous);
  }
  if (/^mongodb(\+srv)?:\/\//.test(url)) {
    const { MongoModule } = await import('./mongo/mongo.module.js');
    return MongoModule.forRoot(url);
  }
  throw new Error('The history URL must start with sqlite:, mongodb:// or mongodb+srv://');
}
