import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { blocksOf } from './byte.blocks.js';

const KIB = 1_024;

async function lengthsOf(stream: PassThrough, limit = 1_000 * KIB): Promise<number[]> {
  const lengths: number[] = [];
  for await (const block of blocksOf(stream, limit)) lengths.push(block.length);
  return lengths;
}

describe('the blocks of an upload', () => {
  it('are of one size, but for the last', async () => {
    const stream = new PassThrough();
    for (let piece = 0; piece < 10; piece++) stream.write(Buffer.alloc(60 * KIB));
    stream.end();
    await expect(lengthsOf(stream)).resolves.toEqual([256 * KIB, 256 * KIB, 88 * KIB]);
  });

  it('may be as many bytes as the limit, and no more', async () => {
    const [exact, beyond] = [new PassThrough(), new PassThrough()];
    exact.end(Buffer.alloc(10));
    beyond.end(Buffer.alloc(11));
    await expect(lengthsOf(exact, 10)).resolves.toEqual([10]);
    await expect(lengthsOf(beyond, 10)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('of a body that breaks off are its fault, not ours', async () => {
    const [during, before] = [new PassThrough(), new PassThrough()];
    during.write('a');
    const lengths = lengthsOf(during);
    during.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    await expect(lengths).rejects.toMatchObject({ code: 'malformed-request' });
    before.destroy();
    await expect(lengthsOf(before)).rejects.toMatchObject({ code: 'malformed-request' });
  });
});
