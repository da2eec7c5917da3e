import type { WriterTask } from './writer.message.js';

/** Whoever writes the tables: there is one for all processes of a service. */
export interface TableWriter {
  /**
   * Tasks of one process are done in the order in which they are given.
   * @throws Problem `history-unavailable`
   */
  perform(task: WriterTask): Promise<void>;

  /** Resolves when all tasks are done. */
  close(): Promise<void>;
}
