import type { PredictionRecord } from '../domain/prediction.record.js';
import type { RowLayout } from '../domain/row.layout.js';

/** What features and classes a model has, as far as its predictions tell: all that any of them has. */
export class LayoutGuess {
  private readonly names = new Set<string>();
  private readonly numbers = new Set<string>();
  private readonly texts = new Set<string>();
  private readonly classes = new Set<string>();

  add({ inputs, probabilities = {} }: Pick<PredictionRecord, 'inputs' | 'probabilities'>): void {
    for (const [name, value] of Object.entries(inputs)) {
      this.names.add(name);
      if (typeof value === 'number') this.numbers.add(name);
      else if (typeof value === 'string') this.texts.add(name);
    }
    for (const name of Object.keys(probabilities)) this.classes.add(name);
  }

  addLayout({ features, classes }: RowLayout): void {
    for (const { name, dtype } of features) {
      this.names.add(name);
      (dtype === 'string' ? this.texts : this.numbers).add(name);
    }
    for (const name of classes ?? []) this.classes.add(name);
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
    };
  }
}
