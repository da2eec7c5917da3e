import type { Database } from 'libsql';

/** Reserved series of batch headers: those with rows, and those of which every row was refused. */
export const BATCH_SID = 0;
export const EMPTY_BATCH_SID = -1;

/**
 * One step for each version of the schema; a released step is never changed.
 * `series` names what predictions are filtered by, so that one index serves every filter and a
 * write pays for one only. `batch_series` says how many rows of a series a batch holds.
 * `open_batches` lists those whose header is not written yet.
 */
const MIGRATIONS = [
  `
  CREATE TABLE series (
    sid INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE -- JSON: [model, version, label or null]
  );
  CREATE TABLE predictions (
    id TEXT PRIMARY KEY,
    sid INTEGER NOT NULL,
    record TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX predictions_by_series ON predictions (sid, id);
  CREATE TABLE batch_series (
    sid INTEGER NOT NULL,
    id TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (sid, id)
  ) WITHOUT ROWID;
  CREATE TABLE batch_rows (
    batch_id TEXT NOT NULL,
    first_row INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    codes TEXT, -- JSON: the class codes in this chunk
    data BLOB NOT NULL,
    PRIMARY KEY (batch_id, first_row)
  );
  CREATE TABLE open_batches (batch_id TEXT PRIMARY KEY) WITHOUT ROWID;
  `,
  // Records that were acknowledged and are not in the tables above yet, as lines of JSON.
  'CREATE TABLE pending (n INTEGER PRIMARY KEY, records TEXT NOT NULL);',
  // Chunks of format 2, which the version before cannot read.
  '',
  // Series with callers, which the version before would take for those of everybody.
  '',
];

/**
 * Brings the schema up to date.
 * @throws Error when the file was written by a newer version or by another program
 */
export function migrate(db: Database): void {
  const version = readNumber(db, 'PRAGMA user_version');
  if (version > MIGRATIONS.length) {
    throw new Error(
      `it has schema ${version}, of a newer Tabserve; this one knows up to ${MIGRATIONS.length}`,
    );
  }
  if (version === 0 && readNumber(db, 'SELECT count(*) FROM sqlite_schema') > 0) {
    throw new Error('it is the database of another program');
  }
  for (const [step, sql] of MIGRATIONS.slice(version).entries()) {
    db.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${version + step + 1}; COMMIT;`);
  }
}

/** Removes the chunks of batches that were never completed. For use within a transaction. */
export function sweep(db: Database): void {
  db.exec(`
    DELETE FROM batch_rows WHERE batch_id IN (SELECT batch_id FROM open_batches);
    DELETE FROM open_batches;
  `);
}

function readNumber(db: Database, sql: string): number {
  const [value] = db.prepare(sql).raw().get() as [number];
  return value;
}
