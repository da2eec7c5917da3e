import { createReadStream, fstatSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { fileFault } from '../file.fault.js';
import { quoted } from '../usage.fault.js';

/** Large enough that a message to a thread costs little beside its content. */
const BLOCK_BYTES = 256 * 1024;
const STDIN = 0;

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
    const stream = createReadStream('', { fd: file, highWaterMark: BLOCK_BYTES });
    if (!stats.isDirectory()) return inputOf(basename(place), stats, stream);
    stream.destroy();
  } catch (error) {
    throw fileFault(place, 'read', error as Error);
  }
  throw new Error(`${quoted(place)} is a folder`);
}

/**
 * The bytes in blocks of their own, which may be handed to threads.
 * @param count is told of each block
 * @throws Error when the input breaks off
 */
export async function* blocksOf(
  { name, stream }: ScoreInput,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    for await (const piece of stream) {
      count((piece as Buffer).length);
      yield new Uint8Array(piece as Buffer);
    }
  } catch (error) {
    throw fileFault(name ?? 'standard input', 'read', error as Error);
  }
}

function inputOf(name: string | null, stats: Stats, stream: Readable): ScoreInput {
  return { name, stats, size: stats.isFile() ? stats.size : null, stream };
}
