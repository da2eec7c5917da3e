import { read } from 'node:fs';
import { promisify } from 'node:util';

const readSome = promisify(read);
const STDIN = 0;
/** Room that is taken at first, the double when it is full; what is not written to takes no memory. */
const ROOM = 64 * 1024 * 1024;

/**
 * All bytes that come on standard input, in a buffer that begins where its memory begins. They are read
 * into their place: in pieces they would take the same memory once more, which the system does not get back.
 */
export async function sentBytes(): Promise<Buffer<ArrayBuffer>> {
  let bytes = Buffer.from(new ArrayBuffer(ROOM));
  for (let length = 0; ; ) {
    const { bytesRead } = await readSome(STDIN, bytes, length, bytes.length - length, null);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
    if (length === bytes.length) bytes = grown(bytes);
  }
}

function grown(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const all = Buffer.from(new ArrayBuffer(2 * bytes.length));
  all.set(bytes);
  return all;
}
