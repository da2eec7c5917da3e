import { describe, expect, it } from '@jest/globals';
import { groupsOf, ParquetGroup } from './parquet.group.js';

async function sizesOf(slices: readonly (readonly (readonly (string | number)[])[])[]) {
  const given = (async function* () {
    yield* slices;
  })();
  const sizes: number[] = [];
  for await (const group of groupsOf(given, 2)) sizes.push(group[0]?.length ?? 0);
  return sizes;
}

describe(ParquetGroup.name, () => {
  it('gathers rows by column, with null for what is not there', () => {
    const group = new ParquetGroup(2);
    group.add(['a', 1]);
    group.add([undefined, null]);
    expect(group.take()).toStrictEqual([
      ['a', null],
      [1, null],
    ]);
    expect(group.isEmpty).toBe(true);
    expect(group.take()).toStrictEqual([[], []]);
  });

  it('is full by rows, or by the text of one column', async () => {
    const numbers = Array.from({ length: 4_096 }, (_, row) => [row, row]);
    expect(await sizesOf([...new Array(9).fill(numbers)])).toStrictEqual([16_384, 16_384, 4_096]);
    const texts = numbers.map(([row = 0]) => ['x'.repeat(100), row]);
    expect(await sizesOf([texts, texts, texts])).toStrictEqual([8_192, 4_096]);
  });

  it('tells of slices without rows, so that nobody waits for what is not found', async () => {
    expect(await sizesOf([[], [['a', 1]], []])).toStrictEqual([0, 0, 1]);
  });
});
