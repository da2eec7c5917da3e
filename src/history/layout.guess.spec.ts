import { describe, expect, it } from '@jest/globals';
import { LayoutGuess } from './layout.guess.js';

describe(LayoutGuess.name, () => {
  it('has all features and classes that any prediction has', () => {
    const guess = new LayoutGuess();
    guess.add({ inputs: { mass: null, sex: 'male' }, probabilities: { a: 1 } });
    guess.add({ inputs: { mass: 4, code: 1, empty: null } });
    guess.add({ inputs: { code: 'x' }, probabilities: { b: 1 } });
    guess.addLayout({ features: [{ name: 'age', dtype: 'int64' }], classes: ['c'] });
    expect(guess.layout).toEqual({
      features: [
        { name: 'mass', dtype: 'float32' },
        { name: 'sex', dtype: 'string' },
        { name: 'code', dtype: 'string' },
        { name: 'empty', dtype: 'string' },
        { name: 'age', dtype: 'float32' },
      ],
      classes: ['a', 'b', 'c'],
    });
  });

  it('keeps truths and times apart from numbers and texts', () => {
    const guess = new LayoutGuess();
    guess.add({ inputs: { flag: true, mixed: true } });
    guess.add({ inputs: { flag: null, mixed: 1 } });
    guess.addLayout({
      features: [
        { name: 'flag', dtype: 'boolean' },
        { name: 'since', dtype: 'datetime' },
        { name: 'price', dtype: 'float64' },
      ],
      classes: null,
    });
    expect(guess.layout.features).toEqual([
      { name: 'flag', dtype: 'boolean' },
      { name: 'mixed', dtype: 'string' },
      { name: 'since', dtype: 'datetime' },
      { name: 'price', dtype: 'float32' },
    ]);
  });

  it('has what models of other kinds say', () => {
    const guess = new LayoutGuess();
    guess.add({ inputs: {}, label: 'outlier', score: -1 });
    guess.add({ inputs: {}, labels: ['a'], probabilities: null });
    guess.add({ inputs: {}, scores: { x: 1 }, values: { t: 2 } });
    const told = { score: true, scores: ['x'], targets: ['t'], labels: ['a'] };
    expect(guess.layout).toEqual({ features: [], classes: null, ...told });
    const other = new LayoutGuess();
    other.addLayout(guess.layout);
    expect(other.layout).toEqual(guess.layout);
  });

  it('is of values where nothing has classes', () => {
    expect(new LayoutGuess().layout).toEqual({ features: [], classes: null });
  });
});
