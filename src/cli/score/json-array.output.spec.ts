import { describe, expect, it } from '@jest/globals';
import { JsonArrayOutput } from './json-array.output.js';

/** What comes of a text that is written in pieces. */
async function written(text: string, size: number): Promise<string> {
  const all: Uint8Array[] = [];
  const output = new JsonArrayOutput({
    write: async (bytes) => void all.push(bytes),
    complete: async () => {},
    discard: async () => {},
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) await output.write(bytes.subarray(at, at + size));
  await output.complete();
  return Buffer.concat(all).toString();
}

describe(JsonArrayOutput.name, () => {
  const rows = ['{"a":"\\n,é"}', '{"a":2}', '{"a":[]}'];
  const array = `[\n${rows.join(',\n')}\n]\n`;
  const sizes = Array.from({ length: 40 }, (_, at) => at + 1);

  it.each(sizes)('makes one array of pieces of %d bytes', async (size) => {
    expect(await written(`${rows.join('\n')}\n`, size)).toBe(array);
    expect(await written(rows.join('\n'), size)).toBe(array);
  });

  it('makes an empty array of nothing', async () => {
    expect(JSON.parse(await written('', 1))).toEqual([]);
  });
});
