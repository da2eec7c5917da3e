import { describe, expect, it } from '@jest/globals';
import { textCellOf } from './text.cell.js';

describe('a cell of a time that is fed as nanoseconds', () => {
  const read = textCellOf({ name: 'at', dtype: 'datetime', epoch: 'ns' });

  it.each(['1677-09-22', '2262-04-11'])('may be %s', (text) => {
    expect(read?.(text)).toBe(Date.parse(text));
  });

  it.each(['1600-02-29', '9999-12-31'])(
    'may not be %s, which whole numbers cannot hold',
    (text) => {
      expect(read?.(text)).toMatchObject({ code: 'out_of_hard_range' });
    },
  );
});
