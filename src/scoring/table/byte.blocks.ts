import type { Readable } from 'node:stream';
import { Problem } from '../../problem/problem.js';

/** A table's bytes as they arrive, in blocks whose buffers may be handed on. */
export type Blocks = AsyncIterable<Uint8Array<ArrayBuffer>>;

/** Large enough that a message to a thread costs little beside its content. */
const BLOCK_BYTES = 256 * 1024;

/**
 * A stream's bytes in blocks of their own. They are copied once, because several pieces of a
 * socket's stream share one buffer, which could not be handed to a thread.
 * @param what is larger than the limit, in words
 * @throws Problem `too-large` beyond `limit` bytes, `malformed-request` when the stream breaks off
 */
export async function* blocksOf(
  stream: Readable,
  limit: number,
  what = 'The file',
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let block = new Uint8Array(BLOCK_BYTES);
  let length = 0;
  let total = 0;
  for await (const piece of piecesOf(stream)) {
    total += piece.length;
    if (total > limit) throw new Problem('too-large', `${what} is larger than ${limit} bytes.`);
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + BLOCK_BYTES - length);
      block.set(part, length);
      length += part.length;
      at += part.length;
      if (length < BLOCK_BYTES) continue;
      yield block;
      block = new Uint8Array(BLOCK_BYTES);
      length = 0;
    }
  }
  if (length > 0) yield block.slice(0, length);
}

/** A client that leaves is no fault of ours, whichever words the stream has for it. */
async function* piecesOf(stream: Readable): AsyncGenerator<Buffer> {
  try {
    // Whoever stops reading early still wants to answer on this connection.
    yield* stream.iterator({ destroyOnReturn: false });
  } catch (cause) {
    // Given up by this side, which has said why.
    if (cause instanceof Problem) throw cause;
    throw new Problem('malformed-request', 'The body broke off.', { cause });
  }
}
