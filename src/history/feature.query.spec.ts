import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../problem/problem.js';
import { type FeatureParameter, toFeatureFilters } from './feature.query.js';

function faultsOf(...parameters: FeatureParameter[]): unknown {
  try {
    return toFeatureFilters(parameters);
  } catch (error) {
    return (error as Problem).errors?.map(({ pointer, detail }) => [pointer, detail]);
  }
}

describe('feature filters', () => {
  it.each<[string, object]>([
    ['1..2', { from: 1, to: 2 }],
    ['1.5..', { from: 1.5 }],
    ['..-2e-7', { to: -2e-7 }],
    ['-1..-1', { from: -1, to: -1 }],
    ['5', { text: '5', from: 5, to: 5 }],
    ['-0.50', { text: '-0.50', from: -0.5, to: -0.5 }],
    ['2026-01-01..', { time: { from: Date.parse('2026-01-01T00:00:00Z') } }],
    ['1970-01-01T01:00:00+01:00..1970-01-01T00:00:01', { time: { from: 0, to: 1_000 } }],
    ['1970-01-02', { text: '1970-01-02', time: { from: 86_400_000, to: 86_400_000 } }],
    ['blue', { text: 'blue' }],
    ['', { text: '' }],
    ['1.', { text: '1.' }],
    [' 1', { text: ' 1' }],
    ['1e999', { text: '1e999' }],
    ['0x10', { text: '0x10' }],
    ['"a..b"', { text: 'a..b' }],
    ['"5"', { text: '5' }],
    ['"\\"quoted\\""', { text: '"quoted"' }],
  ])('take %j for what it says', (value, expected) => {
    expect(toFeatureFilters([['width', value]])).toStrictEqual([{ name: 'width', ...expected }]);
  });

  it('take any name that a feature may have', () => {
    const names = ['a.b', '$where', '__proto__', 'constructor', 'a=b', ' ', 'ключ', 'a..b'];
    const filters = toFeatureFilters(names.map((name) => [name, '1..']));
    expect(filters).toStrictEqual(names.map((name) => ({ name, from: 1 })));
  });

  it.each([
    '..',
    '...',
    '1...2',
    'NaN..1',
    '1..NaN',
    '1..Infinity',
    '1e999..',
    'a..b',
    ' 1..2',
    '1..2..3',
    '0x1..2',
    '.5..1',
    '2026-02-30..',
    '2026-01-01..5',
    '1,5..2',
  ])('refuse %j, and say what a range is', (value) => {
    expect(faultsOf(['width', value])).toEqual([
      ['/query/feature.width', expect.stringContaining('<from>..<to>')],
    ]);
  });

  it('refuse each faulty one with its name', () => {
    expect(
      faultsOf(['a', '5..1'], ['b', '1..5'], ['', '1'], ['c', ['1', '2']], ['d', '"']),
    ).toStrictEqual([
      ['/query/feature.a', 'must not begin above its end'],
      ['/query/feature.', 'feature. must be followed by the name of a feature'],
      ['/query/feature.c', 'must be given once'],
      ['/query/feature.d', 'a text in double quotes must be a JSON string'],
    ]);
  });

  it('refuse what is longer or more than any filter needs', () => {
    const long = 'x'.repeat(1_025);
    const shown = `/query/feature.${'x'.repeat(1_024)}…`;
    expect(faultsOf([long, '1'], ['a', long])).toEqual([
      [shown, expect.stringContaining('at most 1024')],
      ['/query/feature.a', expect.stringContaining('at most 1024')],
    ]);
    const many = Array.from({ length: 33 }, (_, at): FeatureParameter => [`f${at}`, '1']);
    expect(faultsOf(...many)).toStrictEqual([
      ['/query/feature', 'at most 32 features can be filtered by'],
    ]);
  });
});
