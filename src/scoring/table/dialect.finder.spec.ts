import { describe, expect, it } from '@jest/globals';
import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { Problem } from '../../problem/problem.js';
import { findDialect } from './dialect.finder.js';
import type { TableOptions } from './table.options.js';

const features = ['a', 'b'].map((name) => ({ name, dtype: 'float32' }) as FeatureContract);

function found(text: string, options: TableOptions = {}, of = features) {
  const head = { bytes: Buffer.from(text), isWhole: true, maxRecordBytes: 1_000 };
  return findDialect(head, of, options);
}

describe(findDialect, () => {
  it.each([
    ['a,b\n1.5,2\n', { delimiter: ',', decimal: '.' }],
    ['a;b\n1,5;2\n', { delimiter: ';', decimal: ',' }],
    ['a;b\n1.5;2\n', { delimiter: ';', decimal: '.' }],
    ['a\tb\n1,5\t2\n', { delimiter: 'tab', decimal: ',' }],
    ['a|b\n1|2\n', { delimiter: '|', decimal: '.' }],
    ['a,b\n"1,5","2"\n', { delimiter: ',', decimal: ',' }],
    ['note;a;b\n"x,y,z";1,5;2\n', { delimiter: ';', decimal: ',' }],
    ['a;b\n1,5;2\nsum,of,all\n', { delimiter: ';', decimal: ',' }],
  ])('reads %j', (text, dialect) => {
    expect(found(text)).toMatchObject(dialect);
  });

  it('reads one column without a delimiter', () => {
    expect(found('a\n1,5\n2,5\n', {}, features.slice(0, 1))).toMatchObject({ decimal: ',' });
  });

  it('asks where points and commas both make sense, and mean different numbers', () => {
    const ask = () => found('a;b\n1,234;2,345\n');
    expect(ask).toThrow(Problem);
    expect(ask).toThrow(/decimal=,.*thousands=,/);
  });

  it('does not ask what the request says', () => {
    const text = 'a;b\n1,234;2,345\n';
    expect(found(text, { decimal: ',' })).toMatchObject({ decimal: ',' });
    expect(found(text, { thousands: ',' })).toMatchObject({ decimal: '.', thousands: ',' });
  });

  it('does not ask of points between commas, nor of whole numbers', () => {
    expect(found('a,b\n1.234,2.345\n')).toMatchObject({ delimiter: ',', decimal: '.' });
    expect(found('a;b\n1;2\n')).toMatchObject({ delimiter: ';' });
  });
});
