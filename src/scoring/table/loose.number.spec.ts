import { describe, expect, it } from '@jest/globals';
import { LooseNumber, thousandsIn } from './loose.number.js';

describe(LooseNumber, () => {
  it.each([
    [' 1.5 ', '.', undefined, 1.5],
    ['1,5', ',', undefined, 1.5],
    ['1.234,5', ',', '.', 1_234.5],
    ['-1,234,567.5e1', '.', ',', -12_345_675],
    ['1\u202f234,5', ',', 'space', 1_234.5],
    ['1’234.5', '.', "'", 1_234.5],
    ['12', '.', ',', 12],
  ] as const)('reads %j with decimal %s and thousands %s', (text, decimal, thousands, value) => {
    expect(new LooseNumber({ delimiter: ';', decimal, thousands }).parse(text)).toBe(value);
  });

  it.each([
    ['1.5', ',', undefined],
    ['1,234', '.', undefined],
    ['12,34', '.', ','],
    ['1,2345', '.', ','],
    ['1,234,5', '.', ','],
    [',234', '.', ','],
    ['0x10', '.', undefined],
    ['1 234', '.', ','],
    ['', '.', undefined],
  ] as const)(
    'takes %j for no number with decimal %s and thousands %s',
    (text, decimal, thousands) => {
      expect(new LooseNumber({ delimiter: ';', decimal, thousands }).parse(text)).toBeNaN();
    },
  );
});

describe(thousandsIn, () => {
  it.each([
    ['1.234,5', ',', '.'],
    ['1,234', '.', ','],
    ["1'234", '.', "'"],
    ['1 234', ',', 'space'],
    ['1.5', ',', undefined],
    ['abc', '.', undefined],
  ] as const)('of %j with decimal %s is %s', (text, decimal, thousands) => {
    expect(thousandsIn(text, decimal)).toBe(thousands);
  });
});
