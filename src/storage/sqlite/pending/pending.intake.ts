import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Database } from 'libsql';
import { joinSqlite } from '../sqlite.connection.js';
import { historyProblem, isBusy } from '../sqlite.problem.js';
import type { WriterOptions } from '../writer/writer.message.js';
import { PendingTable } from './pending.table.js';

/** How long another connection may hold the lock before records are refused. */
const LOCK_LIMIT_MS = 800;
/** The thread that writes holds it for less than this, so it pays to look again at once. */
const SOON_MS = 20;
const LATER_MS = 2;

/**
 * Commits records as pending, on the thread that answers, through a connection of its own that
 * never blocks: while another connection writes, the event loop goes on.
 */
export class PendingIntake {
  private readonly db: Database;
  private readonly table: PendingTable;

  constructor({ path, synchronous }: WriterOptions) {
    this.db = joinSqlite(path, synchronous, 0);
    this.table = new PendingTable(this.db);
  }

  /**
   * Resolves when the records are stored.
   * @param records each a line of JSON
   * @param isHurried whether one try is enough, as the history was locked just now
   * @throws Problem `history-unavailable`; none of them is stored then
   */
  async add(records: readonly string[], isHurried: boolean): Promise<void> {
    const startedAt = performance.now();
    for (;;) {
      try {
        return this.table.add(records);
      } catch (error) {
        const waitedMs = performance.now() - startedAt;
        if (!isBusy(error) || isHurried || waitedMs > LOCK_LIMIT_MS) {
          throw historyProblem(error);
        }
        if (waitedMs < SOON_MS) await setImmediate();
        else await setTimeout(LATER_MS);
      }
    }
  }

  close(): void {
    this.db.close();
  }
}
