import { describe, expect, it } from '@jest/globals';
import { likelyHeader } from './likely.header.js';

describe(likelyHeader, () => {
  it.each(['Sepal Length [mm]', 'SEPAL-LENGTH', 'sepal.length (cm)', 'sepalLength'])(
    'finds %j',
    (header) => {
      expect(likelyHeader(['sepal_length'], ['id', header])).toBe(header);
    },
  );

  it('finds none among others, nor where two may be meant', () => {
    expect(likelyHeader(['sepal_length'], ['length', '', '[mm]'])).toBeUndefined();
    expect(likelyHeader(['age'], ['Age [y]', 'age (d)'])).toBeUndefined();
  });

  it('finds nothing for a name of signs alone', () => {
    expect(likelyHeader(['%'], ['#', '%'])).toBeUndefined();
  });
});
