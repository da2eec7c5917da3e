import type { Database, Statement } from 'libsql';
import type { HistoryFilter } from '../../domain/history.filter.js';
import { modelMatcher } from '../../domain/model.pattern.js';
import { SqliteTransaction } from './sqlite.connection.js';

type SeriesName = [model: string, version: string, label: string | null, caller?: string];

/** What predictions are filtered by: a model, its version, the label it answered, and who asked. */
export interface Series {
  readonly sid: number;
  readonly model: string;
  readonly version: string;
  /** null for a regression model. */
  readonly label: string | null;
  /** null where nobody was asked who they are. */
  readonly caller: string | null;
}

/** The numbers of all series, kept in memory: one for each label of each model and each caller. */
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
  sidOf(model: string, version: string, label: string | null, caller: string | null): number {
    const key = keyOf(model, version, label, caller);
    return this.sids.get(key) ?? this.create(key, nameOf(model, version, label, caller));
  }

  /** The series that a filter's model, version, label and caller allow. */
  matching({ model, version, label, caller, models }: HistoryFilter): Series[] {
    this.refresh();
    const isSeen = models === undefined ? () => true : modelMatcher(models);
    return this.series.filter(
      (series) =>
        (model ?? series.model) === series.model &&
        (version ?? series.version) === series.version &&
        (label ?? series.label) === series.label &&
        (caller ?? series.caller) === series.caller &&
        isSeen(series.model),
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
      const [model, version, label, caller = null] = JSON.parse(name) as SeriesName;
      this.series.push({ sid, model, version, label, caller });
      this.sids.set(keyOf(model, version, label, caller), sid);
    }
  }
}

/** The label comes last: of all parts it alone may hold anything. */
function keyOf(
  model: string,
  version: string,
  label: string | null,
  caller: string | null,
): string {
  const known = `${model}\0${version}\0${caller ?? ''}`;
  return label === null ? known : `${known}\0${label}`;
}

function nameOf(
  model: string,
  version: string,
  label: string | null,
  caller: string | null,
): string {
  return JSON.stringify([model, version, label, ...(caller === null ? [] : [caller])]);
}
