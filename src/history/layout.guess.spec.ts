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

  it('is of values where nothing has classes', () => {
    expect(new LayoutGuess().layout).toEqual({ features: [], classes: null });
  });
});
