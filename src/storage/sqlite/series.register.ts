import type { Database, Statement } from 'libsql';
import type { HistoryFilter } from '../../domain/history.filter.js';
import { SqliteTransaction } from './sqlite.connection.js';

/** What predictions are filtered by: a model, its version, and the label it answered. */
export interface Series {
  readonly sid: number;
  readonly model: string;
  readonly version: string;
  /** null for a regression model. */
  readonly label: string | null;
}

/** The numbers of all series, kept in memory: there is one for each label of each model. */
export class SeriesRegister {
  private readonly sids = new Map<string, number>();
  private readonly series: Series[] = [];
  private readonly transaction: SqliteTransaction;
  private readonly insert: Statement;
  private readonly selectNew: Statement;

  constructor(db: Database) {
    this.transaction = new SqliteTransaction(db);
    this.insert = db.prepare('INSERT INTO series (name) VALUES (?) ON CONFLICT DO NOTHING');
    this.selectNew = db.prepare('SELECT sid, name FROM series WHERE sid > ? ORDER BY sid').raw();
    this.refresh();
  }

  /** The number of a series, which is made where it is new. Not for use within a transaction. */
  sidOf(model: string, version: string, label: string | null): number {
    const key = keyOf(model, version, label);
    return this.sids.get(key) ?? this.create(key, JSON.stringify([model, version, label]));
  }

  /** The series that a filter's model, version and label allow. */
  matching({ model, version, label }: HistoryFilter): Series[] {
    this.refresh();
    return this.series.filter(
      (series) =>
        (model ?? series.model) === series.model &&
        (version ?? series.version) === series.version &&
        (label ?? series.label) === series.label,
    );
  }

  private create(key: string, name: string): number {
    this.transaction.run(() => this.insert.run([name]));
    this.refresh();
    const sid = this.sids.get(key);
    if (sid === undefined) throw new Error(`Series ${name} was not stored`);
    return sid;
  }

  /** Other processes may have made series as well. */
  private refresh(): void {
    const known = this.series.at(-1)?.sid ?? 0;
    for (const [sid, name] of this.selectNew.all([known]) as [number, string][]) {
      const [model, version, label] = JSON.parse(name) as [string, string, string | null];
      this.series.push({ sid, model, version, label });
      this.sids.set(keyOf(model, version, label), sid);
    }
  }
}

function keyOf(model: string, version: string, label: string | null): string {
  return label === null ? `${model}\0${version}` : `${model}\0${version}\0${label}`;
}
