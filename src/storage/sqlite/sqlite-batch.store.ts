import type { Database, Statement } from 'libsql';
import type { BatchChunk, BatchHeader } from '../../domain/batch.record.js';
import { codesIn } from '../chunk/chunk.codec.js';
import type { SeriesRegister } from './series.register.js';
import { SqliteTransaction } from './sqlite.connection.js';
import { BATCH_SID, EMPTY_BATCH_SID } from './sqlite.schema.js';

type ChunkRow = [firstRow: number, rows: number, data: Uint8Array];

/** The chunks and headers of batches. */
export class SqliteBatchStore {
  private readonly transaction: SqliteTransaction;
  private readonly open: Statement;
  private readonly close: Statement;
  private readonly insertChunk: Statement;
  private readonly deleteChunks: Statement;
  private readonly countRows: Statement;
  private readonly selectChunk: Statement;
  private readonly insertHeader: Statement;
  private readonly insertSeries: Statement;

  constructor(
    db: Database,
    private readonly series: SeriesRegister,
  ) {
    this.transaction = new SqliteTransaction(db);
    this.open = db.prepare('INSERT INTO open_batches VALUES (?) ON CONFLICT DO NOTHING');
    this.close = db.prepare('DELETE FROM open_batches WHERE batch_id = ?');
    this.insertChunk = db.prepare(INSERT_CHUNK);
    this.deleteChunks = db.prepare(DELETE_CHUNKS);
    this.countRows = db.prepare('SELECT sum(rows) FROM batch_rows WHERE batch_id = ?').raw();
    this.selectChunk = db.prepare(SELECT_CHUNK).raw();
    this.insertHeader = db.prepare(
      'INSERT INTO predictions (id, sid, record) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.insertSeries = db.prepare(
      'INSERT INTO batch_series (sid, id, count) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
  }

  saveChunk(batchId: string, { firstRow, rows, data }: BatchChunk): void {
    const codes = codesIn(data);
    this.transaction.run(() => {
      this.open.run([batchId]);
      this.insertChunk.run([batchId, firstRow, rows, codes && JSON.stringify(codes), data]);
    });
  }

  /** Stores the header if the chunks hold all of its rows; returns how many rows they hold. */
  saveHeader(header: BatchHeader): number {
    const counts = this.countsOf(header);
    return this.transaction.run(() => {
      const [rows] = this.countRows.get([header.id]) as [number | null];
      if ((rows ?? 0) === header.scored) this.insert(header, counts);
      return rows ?? 0;
    });
  }

  /** A few chunks at a time: those who answer wait for the lock meanwhile. */
  discard(batchId: string): void {
    for (let removed = CHUNKS_AT_ONCE; removed === CHUNKS_AT_ONCE; ) {
      removed = this.transaction.run(() => this.deleteChunks.run([batchId]).changes);
    }
    this.transaction.run(() => this.close.run([batchId]));
  }

  /** The chunk that holds a row, or the next one in which a class code occurs. */
  findChunk(batchId: string, row: number, code: number | undefined): BatchChunk | null {
    const found = this.selectChunk.get([batchId, row, code ?? null]) as ChunkRow | undefined;
    if (found === undefined) return null;
    const [firstRow, rows, data] = found;
    return { firstRow, rows, data };
  }

  private insert(header: BatchHeader, counts: readonly [sid: number, count: number][]): void {
    const sid = header.scored > 0 ? BATCH_SID : EMPTY_BATCH_SID;
    this.insertHeader.run([header.id, sid, JSON.stringify(header)]);
    for (const [sid, count] of counts) this.insertSeries.run([sid, header.id, count]);
    this.close.run([header.id]);
  }

  private countsOf({
    model,
    scored,
    labelCounts,
    layout,
    caller,
  }: BatchHeader): [number, number][] {
    const counts: [string | null, number][] =
      layout.classes === null ? [[null, scored]] : Object.entries(labelCounts);
    return counts
      .filter(([, count]) => count > 0)
      .map(([label, count]) => [
        this.series.sidOf(model.name, model.version, label, caller ?? null),
        count,
      ]);
  }
}

const INSERT_CHUNK = `
  INSERT INTO batch_rows (batch_id, first_row, rows, codes, data) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO NOTHING`;

const CHUNKS_AT_ONCE = 16;

/** Never those of a batch that is visible. */
const DELETE_CHUNKS = `
  DELETE FROM batch_rows WHERE rowid IN (
    SELECT rowid FROM batch_rows
    WHERE batch_id = ?1 AND NOT EXISTS (SELECT 1 FROM predictions WHERE id = ?1)
    LIMIT ${CHUNKS_AT_ONCE})`;

const SELECT_CHUNK = `
  SELECT first_row, rows, data FROM batch_rows
  WHERE batch_id = ?1 AND first_row + rows > ?2 AND first_row >= coalesce(
      (SELECT max(first_row) FROM batch_rows WHERE batch_id = ?1 AND first_row <= ?2), 0)
    AND (?3 IS NULL OR EXISTS (SELECT 1 FROM json_each(codes) WHERE value = ?3))
  ORDER BY first_row LIMIT 1`;
