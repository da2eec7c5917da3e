import { Injectable } from '@nestjs/common';
import { ANYBODY } from '../domain/caller.js';
import type { HistoryFilter } from '../domain/history.filter.js';
import { modelMatcher } from '../domain/model.pattern.js';
import type { PredictionRecord } from '../domain/prediction.record.js';
import type { FeatureLayout, RowLayout } from '../domain/row.layout.js';
import { ModelProvider } from '../inference/registry/model.provider.js';
import { type Fault, Problem } from '../problem/problem.js';
import { HistoryIndex } from '../storage/ports/history.index.js';

/** Singles of a version that tell what its features are, where nothing else does. */
const SINGLES = 64;

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

  /** Layouts of the versions that the history has, each as it last was, in files and otherwise. */
  async stored({ model, version, models }: ModelFilter): Promise<RowLayout[]> {
    const filter = named({ model, version, models });
    const rows = await this.index.summarize(filter);
    const versions = [...new Set(rows.map((row) => row.version))];
    const layouts = await Promise.all(
      versions.map((one) => this.layoutsOf({ ...filter, version: one })),
    );
    return layouts.flat();
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
    const known = new Set([...served, ...namesIn(await this.stored(filter))]);
    const unknown = features.filter(({ name }) => !known.has(name));
    if (known.size === 0 || unknown.length === 0) return;
    const detail = `${model} has no such feature; it has ${[...known].join(', ')}`;
    throw new Problem('malformed-request', 'The query has faults.', {
      errors: unknown.map(({ name }): Fault => {
        return { code: 'bad_parameter', pointer: `/query/feature.${name}`, detail };
      }),
    });
  }

  private async layoutsOf(filter: HistoryFilter): Promise<RowLayout[]> {
    const [batch] = await this.index.findEntries({ ...filter, source: 'batch' }, null, 1);
    const singles = await this.index.findEntries({ ...filter, source: 'single' }, null, SINGLES);
    const records = singles.flatMap((entry) => (entry.source === 'single' ? entry.record : []));
    return [
      ...(batch?.source === 'batch' ? [batch.header.layout] : []),
      ...(records.length === 0 ? [] : [this.layoutOf(records)]),
    ];
  }

  /** By its contract, where the very model is served that answered last. */
  private layoutOf(records: readonly PredictionRecord[]): RowLayout {
    const digest = records[0]?.model.digest;
    const served = this.models.list(ANYBODY).find((one) => one.digest === digest);
    return served?.layout ?? guessed(records);
  }
}

function namesIn(layouts: readonly RowLayout[]): Set<string> {
  return new Set(layouts.flatMap(({ features }) => features.map(({ name }) => name)));
}

/** What can be told from predictions alone: numbers are taken for float32, what was never there for text. */
function guessed(records: readonly PredictionRecord[]): RowLayout {
  const features = new Map<string, FeatureLayout['dtype']>();
  for (const [name, value] of records.flatMap(({ inputs }) => Object.entries(inputs))) {
    if (typeof value === 'number') features.set(name, 'float32');
    else if (!features.has(name)) features.set(name, 'string');
  }
  const { probabilities } = records[0] ?? {};
  return {
    features: [...features].map(([name, dtype]) => ({ name, dtype })),
    classes: probabilities === undefined ? null : Object.keys(probabilities),
  };
}

function named(
  filter: {
    readonly [K in keyof ModelFilter]: ModelFilter[K] | undefined;
  },
): HistoryFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
