import { describe, expect, it } from '@jest/globals';
import { arrayOf } from './json.array.js';

async function* pieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function textOf(ndjson: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const bytes of arrayOf(ndjson)) all.push(bytes);
  return Buffer.concat(all).toString();
}

describe(arrayOf.name, () => {
  const rows = ['{"a":"\\n,é"}', '{"a":2}', '{"a":[]}'];
  const array = `[\n${rows.join(',\n')}\n]\n`;

  it.each(Array.from({ length: 40 }, (_, at) => at + 1))(
    'makes one array of pieces of %d bytes',
    async (size) => {
      expect(await textOf(pieces(`${rows.join('\n')}\n`, size))).toBe(array);
      expect(await textOf(pieces(rows.join('\n'), size))).toBe(array);
    },
  );

  it('makes an empty array of nothing', async () => {
    expect(JSON.parse(await textOf(pieces('', 1)))).toEqual([]);
  });
});
