import type { Database } from 'libsql';
import { WrittenRecord } from '../../../domain/prediction.record.js';
import { SqliteTransaction } from '../sqlite.connection.js';
import type { SqliteRecordWriter } from '../sqlite-record.writer.js';
import { type PendingRow, type PendingTable, recordsIn } from './pending.table.js';

/** Records of one transaction: half a millisecond, for which those that are to be added wait. */
const SLICE_RECORDS = 128;
const MOST_ROWS = 128;
/** Between two transactions: whoever waits to add records gets the lock. */
const PAUSE_MS = 0.2;

/** Brings pending records into the tables, on the thread that writes. */
export class PendingMover {
  private readonly transaction: SqliteTransaction;
  private readonly clock = new Int32Array(new SharedArrayBuffer(4));
  private rows = 1;

  constructor(
    db: Database,
    private readonly pending: PendingTable,
    private readonly writer: SqliteRecordWriter,
  ) {
    this.transaction = new SqliteTransaction(db);
  }

  /**
   * When this returns, everything acknowledged before it was called is in the tables.
   * @param moved is told how many bytes of how many groups each transaction has moved
   * @throws Error of SQLite; what is not in the tables stays where it is
   */
  moveAll(moved: (bytes: number, groups: number) => void = () => {}): void {
    for (;;) {
      const rows = this.pending.oldest(this.rows);
      if (rows.length === 0) return;
      this.move(rows);
      const bytes = rows.reduce((sum, [, records]) => sum + records.length, 0);
      moved(bytes, rows.length);
      Atomics.wait(this.clock, 0, 0, PAUSE_MS);
    }
  }

  private move(rows: readonly PendingRow[]): void {
    const records = rows.flatMap(recordsIn).map((json) => new WrittenRecord(json));
    // Parsed, and their series made, before the lock is taken.
    const prepared = this.writer.prepare(records);
    this.transaction.run(() => {
      // Nobody else moves records unless a second service was forced on this file. That one would
      // have begun with the oldest, and new ones may have come under the same numbers since.
      const [oldest] = this.pending.oldest(1);
      if (oldest?.[0] !== rows[0]?.[0] || oldest?.[1] !== rows[0]?.[1]) return;
      this.writer.insert(prepared);
      this.pending.removeUpTo((rows.at(-1) as PendingRow)[0]);
    });
    this.adjust(records.length);
  }

  /** Groups hold one record each, or a hundred, as the load is. */
  private adjust(records: number): void {
    if (records > SLICE_RECORDS) this.rows = Math.max(1, this.rows >> 1);
    else if (records <= SLICE_RECORDS / 2) this.rows = Math.min(MOST_ROWS, this.rows * 2);
  }
}
