const LF = 0x0a;

/**
 * NDJSON as one JSON array with a row a line; the bytes may be cut anywhere. No line ends within the
 * JSON of a row, so that each line end is one between rows, or the last.
 */
export async function* arrayOf(ndjson: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let before = '[\n';
  let isEmpty = true;
  for await (const bytes of ndjson) {
    if (bytes.length === 0) continue;
    isEmpty = false;
    yield Buffer.from(before);
    const isRowEnd = bytes.at(-1) === LF;
    yield withCommas(isRowEnd ? bytes.subarray(0, -1) : bytes);
    // Whether another row comes is not known yet.
    before = isRowEnd ? ',\n' : '';
  }
  yield Buffer.from(isEmpty ? '[]\n' : '\n]\n');
}

function withCommas(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(LF)) return bytes;
  const { buffer, byteOffset, length } = bytes;
  const text = Buffer.from(buffer, byteOffset, length).toString('latin1');
  return Buffer.from(text.replaceAll('\n', ',\n'), 'latin1');
}
