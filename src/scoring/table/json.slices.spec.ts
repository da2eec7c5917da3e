import { describe, expect, it } from '@jest/globals';
import { membersOf, slicesOf } from './json.slices.js';

describe(slicesOf, () => {
  it.each([
    ['[]', []],
    ['{ }', []],
    [' [1, 2.50 ,-0] ', ['1', '2.50', '-0']],
    ['[{"a":[1,{"b":"]},"}]},[2,3]]', ['{"a":[1,{"b":"]},"}]}', '[2,3]']],
    ['["\\"", "\\\\", "a,b"]', ['"\\""', '"\\\\"', '"a,b"']],
  ])('of %s', (text, slices) => {
    expect(slicesOf(text)).toEqual(slices);
  });
});

describe(membersOf, () => {
  it('keeps values as they are written, by their key', () => {
    const members = membersOf('{"a" : 12345678901234567890, "b:\\"c": {"x": 1}, "":null}');
    expect([...members]).toEqual([
      ['a', '12345678901234567890'],
      ['b:"c', '{"x": 1}'],
      ['', 'null'],
    ]);
  });
});
