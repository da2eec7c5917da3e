import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseNumber } from './number.parser.js';

const parse = (text: string) => parseNumber(Buffer.from(text), 0, Buffer.byteLength(text));
const GRAMMAR = /^[+-]?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?$/;

describe(parseNumber.name, () => {
  it.each([
    '0',
    '-0',
    '5.1',
    '+5.1',
    '.5',
    '-.5',
    '1e3',
    '1E+3',
    '1.5e-7',
    '007',
    '1e400',
    '1e-400',
    '123456789012345678',
    '0.1234567890123456789',
    '9007199254740993',
    '1e23',
    '8.5e22',
  ])('reads %s as the engine does', (text) => {
    expect(parse(text)).toBe(Number(text));
  });

  it.each([
    '',
    ' ',
    '5.',
    '.',
    '+',
    '-',
    'e5',
    '1e',
    '1e+',
    '1,5',
    '0x10',
    'NaN',
    'Infinity',
    '-inf',
    '1_000',
    ' 5',
    '5 ',
    '1.2.3',
    '--1',
    '1e1.5',
    '٣',
  ])('refuses "%s"', (text) => {
    expect(parse(text)).toBeNaN();
  });

  it('rounds every number to the double that the engine does', () => {
    const digits = fc.string({
      unit: fc.constantFrom(...'0123456789'),
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        digits,
        digits,
        fc.integer({ min: -330, max: 330 }),
        (whole, fraction, exponent) => {
          const text = `${whole}.${fraction}e${exponent}`;
          expect(parse(text)).toBe(Number(text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('takes exactly the grammar', () => {
    const text = fc.string({
      unit: fc.constantFrom('0', '7', '.', 'e', 'E', '+', '-', ' '),
      maxLength: 8,
    });
    fc.assert(
      fc.property(text, (input) => {
        expect(Number.isNaN(parse(input))).toBe(!GRAMMAR.test(input));
      }),
      { numRuns: 5_000 },
    );
  });
});
