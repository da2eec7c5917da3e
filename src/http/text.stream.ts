import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export const CSV_TYPE = 'text/csv';
export const NDJSON_TYPE = 'application/x-ndjson';
export const PARQUET_TYPE = 'application/vnd.apache.parquet';

/** Slices of JSON texts as NDJSON, one a line. */
export async function* ndjsonOf(slices: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  for await (const texts of slices) yield texts.length === 0 ? '' : `${texts.join('\n')}\n`;
}

/**
 * Sends an answer as it is made. The first piece is made before the status leaves, so that a fault
 * of the source is still answered as a problem. Who asks for the head alone gets no more.
 * @param pieces UTF-8, unless they are Parquet
 */
export async function sendText(
  reply: FastifyReply,
  type: string,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  void reply.type(type === PARQUET_TYPE ? type : `${type}; charset=utf-8`);
  const isHead = reply.request.method === 'HEAD';
  const all = isHead ? [] : await begun(pieces);
  await reply.send(Readable.from(all, { objectMode: false, highWaterMark: 256 * 1024 }));
}

/** @throws what the source throws before its first piece */
async function begun<T>(pieces: AsyncIterable<T>): Promise<AsyncIterable<T>> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  const rest = { [Symbol.asyncIterator]: () => iterator };
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* rest;
  })();
}
