import type { Outcome } from '../domain/outcome.js';
import type { PredictionRecord } from '../domain/prediction.record.js';
import { probabilitiesIn, type RowLayout } from '../domain/row.layout.js';

/** What features and classes a model has, as far as its predictions tell: all that any of them has. */
export class LayoutGuess {
  private readonly names = new Set<string>();
  private readonly numbers = new Set<string>();
  private readonly texts = new Set<string>();
  private readonly classes = new Set<string>();
  private readonly scores = new Set<string>();
  private readonly targets = new Set<string>();
  private readonly labels = new Set<string>();

  add({ inputs, ...outcome }: Pick<PredictionRecord, 'inputs' | keyof Outcome>): void {
    for (const [name, value] of Object.entries(inputs)) {
      this.names.add(name);
      if (typeof value === 'number') this.numbers.add(name);
      else if (typeof value === 'string') this.texts.add(name);
    }
    for (const name of Object.keys(outcome.probabilities ?? {})) this.classes.add(name);
    for (const name of Object.keys(outcome.scores ?? {})) this.scores.add(name);
    for (const name of Object.keys(outcome.values ?? {})) this.targets.add(name);
    for (const name of outcome.labels ?? []) this.labels.add(name);
  }

  addLayout({ features, ...answers }: RowLayout): void {
    for (const { name, dtype } of features) {
      this.names.add(name);
      (dtype === 'string' ? this.texts : this.numbers).add(name);
    }
    for (const name of probabilitiesIn({ features, ...answers }) ?? []) this.classes.add(name);
    for (const name of answers.scores ?? []) this.scores.add(name);
    for (const name of answers.targets ?? []) this.targets.add(name);
    for (const name of answers.labels ?? []) this.labels.add(name);
  }

  /** Numbers are taken for float32; what was also a text, or never there, for text. */
  get layout(): RowLayout {
    const isNumber = (name: string) => this.numbers.has(name) && !this.texts.has(name);
    return {
      features: [...this.names].map((name) => ({
        name,
        dtype: isNumber(name) ? 'float32' : 'string',
      })),
      classes: this.classes.size === 0 ? null : [...this.classes],
      ...(this.scores.size === 0 ? {} : { scores: [...this.scores] }),
      ...(this.targets.size === 0 ? {} : { targets: [...this.targets] }),
      ...(this.labels.size === 0 ? {} : { labels: [...this.labels] }),
    };
  }
}
