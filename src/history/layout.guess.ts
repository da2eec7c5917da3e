import type { Outcome } from '../domain/outcome.js';
import type { PredictionRecord } from '../domain/prediction.record.js';
import { type FeatureLayout, probabilitiesIn, type RowLayout } from '../domain/row.layout.js';

type Dtype = FeatureLayout['dtype'];

/** By the type of a JSON value. */
const DTYPES: Readonly<Record<string, Dtype>> = { number: 'float32', boolean: 'boolean' };
const NUMBERS: ReadonlySet<Dtype> = new Set(['float32', 'float64', 'int64']);

/** What features and classes a model has, as far as its predictions tell: all that any of them has. */
export class LayoutGuess {
  private readonly dtypes = new Map<string, Set<Dtype>>();
  private readonly classes = new Set<string>();
  private readonly scores = new Set<string>();
  private readonly targets = new Set<string>();
  private readonly labels = new Set<string>();
  private hasScore = false;

  add({ inputs, ...outcome }: Pick<PredictionRecord, 'inputs' | keyof Outcome>): void {
    for (const [name, value] of Object.entries(inputs)) {
      const dtypes = this.dtypesOf(name);
      if (value !== null) dtypes.add(DTYPES[typeof value] ?? 'string');
    }
    for (const name of Object.keys(outcome.probabilities ?? {})) this.classes.add(name);
    for (const name of Object.keys(outcome.scores ?? {})) this.scores.add(name);
    for (const name of Object.keys(outcome.values ?? {})) this.targets.add(name);
    for (const name of outcome.labels ?? []) this.labels.add(name);
    if (outcome.score !== undefined) this.hasScore = true;
  }

  addLayout({ features, ...answers }: RowLayout): void {
    for (const { name, dtype } of features) {
      this.dtypesOf(name).add(NUMBERS.has(dtype) ? 'float32' : dtype);
    }
    for (const name of probabilitiesIn({ features, ...answers }) ?? []) this.classes.add(name);
    for (const name of answers.scores ?? []) this.scores.add(name);
    for (const name of answers.targets ?? []) this.targets.add(name);
    for (const name of answers.labels ?? []) this.labels.add(name);
    if (answers.score === true) this.hasScore = true;
  }

  /** Numbers are taken for float32; what was of several kinds, or never there, for text. */
  get layout(): RowLayout {
    return {
      features: [...this.dtypes].map(([name, [dtype = 'string', ...others]]) => ({
        name,
        dtype: others.length === 0 ? dtype : 'string',
      })),
      classes: this.classes.size === 0 ? null : [...this.classes],
      ...(this.hasScore ? { score: true } : {}),
      ...(this.scores.size === 0 ? {} : { scores: [...this.scores] }),
      ...(this.targets.size === 0 ? {} : { targets: [...this.targets] }),
      ...(this.labels.size === 0 ? {} : { labels: [...this.labels] }),
    };
  }

  private dtypesOf(name: string): Set<Dtype> {
    const known = this.dtypes.get(name) ?? new Set();
    this.dtypes.set(name, known);
    return known;
  }
}
