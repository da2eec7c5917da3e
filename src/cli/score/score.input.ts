import { createReadStream, fstatSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { blocksOf } from '../../scoring/table/byte.blocks.js';
import { fileFault } from '../file.fault.js';
import { quoted } from '../usage.fault.js';

const STDIN = 0;
/** As much as a read takes at once. */
const READ_BYTES = 256 * 1024;

/** What is to be scored. */
export interface ScoreInput {
  /** Without its folders; null for standard input. */
  readonly name: string | null;
  readonly stats: Stats;
  /** In bytes, where it is known. */
  readonly size: number | null;
  readonly stream: Readable;
}

/**
 * @param place a file, or `-` for standard input
 * @throws Error when it cannot be read
 */
export async function openInput(place: string): Promise<ScoreInput> {
  if (place === '-') return inputOf(null, fstatSync(STDIN), process.stdin);
  try {
    const file = await open(place);
    const stats = await file.stat();
    const stream = createReadStream('', { fd: file, highWaterMark: READ_BYTES });
    if (!stats.isDirectory()) return inputOf(basename(place), stats, stream);
    stream.destroy();
  } catch (error) {
    throw fileFault(place, 'read', error as Error);
  }
  throw new Error(`${quoted(place)} is a folder`);
}

/**
 * The bytes in blocks, as they come.
 * @param count is told of each block
 * @throws Error when the input breaks off
 */
export async function* countedBlocks(
  { name, stream }: ScoreInput,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    for await (const block of blocksOf(stream, Number.POSITIVE_INFINITY)) {
      count(block.length);
      yield block;
    }
  } catch (error) {
    const { cause = error } = error as Error;
    throw fileFault(name ?? 'standard input', 'read', cause as Error);
  }
}

function inputOf(name: string | null, stats: Stats, stream: Readable): ScoreInput {
  return { name, stats, size: stats.isFile() ? stats.size : null, stream };
}
