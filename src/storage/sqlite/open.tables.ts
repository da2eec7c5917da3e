import { journalFolderOf } from './journal/journal.folder.js';
import { JournalTail } from './journal/journal.tail.js';
import { SqlitePredictionRepository } from './sqlite-prediction.repository.js';
import type { WriterOptions } from './writer/writer.message.js';

/**
 * Opens the tables of a history as the first of a service, recovers what killed processes had
 * acknowledged and removes what an interrupted batch left.
 * @throws Error when the path cannot be used, or a journal is damaged
 */
export function openTables({ path, synchronous }: WriterOptions): SqlitePredictionRepository {
  const tables = SqlitePredictionRepository.open(path, synchronous);
  new JournalTail(journalFolderOf(path), (records) => tables.saveWritten(records)).catchUp();
  return tables;
}
