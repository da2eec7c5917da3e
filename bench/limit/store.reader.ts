import type { Database, Statement } from 'libsql';

const PAGE = 50;
const SLICE = 256;

type EntryRow = [id: string, sid: number, record: string];

/** Bare SQL on a history file: rows are fetched, nothing is made of them. */
export class StoreReader {
  private readonly newest: Statement;
  private readonly singlesOf: Statement;
  private readonly batchesOf: Statement;
  private readonly one: Statement;
  private readonly chunk: Statement;
  private readonly sid: number;

  constructor(db: Database) {
    const prepare = (sql: string) => db.prepare(sql).raw();
    this.newest = prepare(
      'SELECT id, sid, record FROM predictions WHERE id < ? ORDER BY id DESC LIMIT ?',
    );
    this.singlesOf = prepare(idsOf('predictions'));
    this.batchesOf = prepare(idsOf('batch_series'));
    this.one = prepare('SELECT id, sid, record FROM predictions WHERE id = ?');
    this.chunk = prepare(
      `SELECT first_row, rows, data FROM batch_rows
       WHERE batch_id = ? AND first_row <= ? ORDER BY first_row DESC LIMIT 1`,
    );
    [this.sid] = prepare('SELECT min(sid) FROM series').get([]) as [number];
  }

  page(before: string): void {
    const entries = this.newest.all([before, PAGE + 1]) as EntryRow[];
    this.openFirst(entries);
  }

  labelledPage(before: string): void {
    const parameters = [this.sid, before, PAGE + 1];
    const singles = this.singlesOf.all(parameters) as [string][];
    const batches = this.batchesOf.all(parameters) as [string][];
    const ids = [...singles, ...batches].map(([id]) => id);
    const newest = ids
      .sort()
      .reverse()
      .slice(0, PAGE + 1);
    this.openFirst(newest.map((id) => this.one.get([id]) as EntryRow));
  }

  /** @param id of a single prediction or a batch row */
  find(id: string): void {
    const [entry = '', row] = id.split('.');
    this.one.get([entry]);
    if (row !== undefined) this.chunk.get([entry, Number(row) - 1]);
  }

  /** @returns how many predictions were read before the deadline */
  readAll(deadline: number): number {
    let rows = 0;
    let before = '~';
    for (;;) {
      const entries = this.newest.all([before, SLICE]) as EntryRow[];
      for (const [id, sid] of entries) rows += sid > 0 ? 1 : this.readBatch(id, deadline);
      const last = entries.at(-1);
      if (last === undefined || performance.now() > deadline) return rows;
      before = last[0];
    }
  }

  private readBatch(id: string, deadline: number): number {
    const [, , header] = this.one.get([id]) as EntryRow;
    const { scored } = JSON.parse(header) as { scored: number };
    let row = 0;
    while (row < scored && performance.now() < deadline) {
      const [firstRow, rows] = this.chunk.get([id, row]) as [number, number];
      row = firstRow + rows;
    }
    return row;
  }

  /** A page that begins with a file needs the first rows of it. */
  private openFirst([first]: EntryRow[]): void {
    if (first !== undefined && first[1] <= 0) this.chunk.get([first[0], 0]);
  }
}

function idsOf(table: string): string {
  return `SELECT id FROM ${table} WHERE sid = ? AND id < ? ORDER BY id DESC LIMIT ?`;
}
