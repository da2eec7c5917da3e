import { statSync } from 'node:fs';
import { takeOverJournal } from './legacy/legacy.journal.js';
import { ServiceLock } from './service.lock.js';
import { SpaceReserve } from './space.reserve.js';
import { openingHistory } from './sqlite.connection.js';
import { SqlitePredictionRepository } from './sqlite-prediction.repository.js';
import type { WriterOptions } from './writer/writer.message.js';

/** A history that one service has to itself. */
export interface OpenHistory {
  readonly tables: SqlitePredictionRepository;
  readonly lock: ServiceLock;
}

/**
 * Opens a history for a service: brings in what was acknowledged and was not in the tables when the
 * last one ended, and removes what an interrupted batch left.
 * @throws Error when the path cannot be used, or another service has the history
 */
export async function openHistory(options: WriterOptions): Promise<OpenHistory> {
  const { path } = options;
  const space = new SpaceReserve(path);
  openingHistory(path, () => checkNoFolder(path));
  const lock = await ServiceLock.take(path);
  try {
    const tables = await space.spend(() => openingHistory(path, () => openTables(options)));
    space.take();
    return { tables, lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Before anything is made beside it. */
function checkNoFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder');
}

function openTables({ path, synchronous }: WriterOptions): SqlitePredictionRepository {
  const tables = SqlitePredictionRepository.open(path, synchronous);
  try {
    tables.emptyLog();
    tables.movePending();
    takeOverJournal(path, (records) => tables.saveWritten(records));
    tables.sweep();
    return tables;
  } catch (error) {
    tables.onApplicationShutdown();
    throw error;
  }
}
