import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ANYBODY } from '../domain/caller.js';
import type { HistoryFilter } from '../domain/history.filter.js';
import { modelMatcher } from '../domain/model.pattern.js';
import type { RowLayout } from '../domain/row.layout.js';
import { ModelProvider } from '../inference/registry/model.provider.js';
import { type Fault, Problem } from '../problem/problem.js';
import { HistoryIndex, idOf } from '../storage/ports/history.index.js';
import { LayoutGuess } from './layout.guess.js';

/** Singles that are read at a time, where nothing else tells what a model has. */
const AT_ONCE = 256;

/** The versions that a filter means of its one model, as far as whoever reads may see it. */
type ModelFilter = Pick<HistoryFilter, 'model' | 'version' | 'models'>;

/** Says what the rows of a model hold: one that is served, and what the history has of others. */
@Injectable()
export class ModelColumns {
  constructor(
    private readonly models: ModelProvider,
    private readonly index: HistoryIndex,
  ) {}

  /** Layouts of the versions that are served. */
  private served({ model, version, models = ['*'] }: ModelFilter): RowLayout[] {
    const isSeen = modelMatcher(models);
    return this.models
      .list(ANYBODY)
      .filter((one) => one.name === model && isSeen(one.name))
      .filter((one) => (version ?? one.version) === one.version)
      .map(({ layout }) => layout);
  }

  /**
   * Layouts of the versions that the history has, each as it last was, in files and otherwise. Of a
   * model that is not served and was never given a file, all predictions are read for it.
   */
  async stored(filter: ModelFilter): Promise<RowLayout[]> {
    const layouts: RowLayout[] = [];
    for (const version of await this.versions(filter)) {
      layouts.push(...((await this.told(version)) ?? [await this.gathered(version)]));
    }
    return layouts;
  }

  /**
   * A name that no version of the model has is most likely mistyped. Without a model, or of one that
   * nobody knows, features are looked for wherever they may be.
   * @throws Problem `malformed-request` that says which features there are
   */
  async check(filter: HistoryFilter): Promise<void> {
    const { model, features = [] } = filter;
    if (model === undefined || features.length === 0) return;
    const served = namesIn(this.served(filter));
    if (features.every(({ name }) => served.has(name))) return;
    const versions = await this.versions(filter);
    const stored = await Promise.all(versions.map((version) => this.told(version)));
    const known = new Set([...served, ...namesIn(stored.flatMap((one) => one ?? []))]);
    const unknown = features.filter(({ name }) => !known.has(name));
    if (known.size === 0 || unknown.length === 0 || stored.includes(null)) return;
    const detail = `${model} has no such feature; it has ${[...known].join(', ')}`;
    throw new Problem('malformed-request', 'The query has faults.', {
      errors: unknown.map(({ name }): Fault => {
        return { code: 'bad_parameter', pointer: `/query/feature.${name}`, detail };
      }),
    });
  }

  /** A filter for each version that the history has of the model. */
  private async versions({ model, version, models }: ModelFilter): Promise<HistoryFilter[]> {
    const filter = named({ model, version, models });
    const rows = await this.index.summarize(filter);
    return [...new Set(rows.map((row) => row.version))].map((one) => ({ ...filter, version: one }));
  }

  /**
   * Layouts of one version by what says them: a file, or the contract of the very model that answered
   * last, where it is served. Null where nothing does.
   */
  private async told(filter: HistoryFilter): Promise<RowLayout[] | null> {
    const [batch] = await this.index.findEntries({ ...filter, source: 'batch' }, null, 1);
    const [single] = await this.index.findEntries({ ...filter, source: 'single' }, null, 1);
    const header = batch?.source === 'batch' ? batch.header : undefined;
    const layouts = header === undefined ? [] : [header.layout];
    if (single?.source !== 'single') return layouts;
    const { digest } = single.record.model;
    if (digest === header?.model.digest) return layouts;
    const served = this.models.list(ANYBODY).find((one) => one.digest === digest);
    return served === undefined ? null : [...layouts, served.layout];
  }

  /** What can be told from predictions alone. */
  private async gathered(filter: HistoryFilter): Promise<RowLayout> {
    const guess = new LayoutGuess();
    for (let before: string | null = null; ; ) {
      const entries = await this.index.findEntries(filter, before, AT_ONCE);
      for (const entry of entries) {
        if (entry.source === 'single') guess.add(entry.record);
        else guess.addLayout(entry.header.layout);
      }
      const last = entries[AT_ONCE - 1];
      if (last === undefined) return guess.layout;
      before = idOf(last);
      await setImmediate();
    }
  }
}

function namesIn(layouts: readonly RowLayout[]): Set<string> {
  return new Set(layouts.flatMap(({ features }) => features.map(({ name }) => name)));
}

function named(
  filter: {
    readonly [K in keyof ModelFilter]: ModelFilter[K] | undefined;
  },
): HistoryFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
