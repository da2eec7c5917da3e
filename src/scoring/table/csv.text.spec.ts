import { describe, expect, it } from '@jest/globals';
import { csvCell } from './csv.text.js';

describe(csvCell.name, () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-x', "'-x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
  ])('escapes the formula %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it.each(['-5', '+5', '-1.5e-3', '-.5'])('leaves the number %s as it is', (text) => {
    expect(csvCell(text)).toBe(text);
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['a\nb', '"a\nb"'],
    [-5, '-5'],
    [null, ''],
    [undefined, ''],
  ])('writes %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});
