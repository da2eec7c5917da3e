/** First byte of every chunk; a reader refuses the formats that it does not know. */
export const CHUNK_VERSION = 1;

/** What a chunk holds besides its features and its lines. */
export interface ChunkParts {
  readonly rows: number;
  readonly hasLabels: boolean;
  /** Columns of the probabilities; 0 where there are none. */
  readonly classes: number;
  readonly hasValues: boolean;
}

const HEADER_BYTES = 16;
const BLOCK_BYTES = 8;
const LABELS = 1;
const VALUES = 2;

type BlockType<T> = {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
  readonly BYTES_PER_ELEMENT: number;
};

/**
 * Walks over the blocks of a chunk, all of which start at a multiple of 8 bytes:
 * 16 bytes of header, lines, labels, probabilities, values, then one or two for each feature.
 * Numbers are little-endian, as on every platform that Node runs on.
 */
export class ChunkCursor {
  #offset = HEADER_BYTES;

  constructor(private readonly data: Uint8Array) {}

  /** The next block as a view of the chunk's own bytes. */
  take<T>(type: BlockType<T>, length: number): T {
    const block = new type(this.data.buffer, this.data.byteOffset + this.#offset, length);
    this.#offset += blockSize(length * type.BYTES_PER_ELEMENT);
    return block;
  }
}

/** Bytes that a block takes of a chunk. */
export function blockSize(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
}

/** An empty chunk with a buffer of its own, so that it can be transferred. */
export function newChunk(parts: ChunkParts, featureBytes: number): Uint8Array {
  const data = new Uint8Array(HEADER_BYTES + answerBytes(parts) + featureBytes);
  const header = new DataView(data.buffer);
  header.setUint8(0, CHUNK_VERSION);
  header.setUint8(1, (parts.hasLabels ? LABELS : 0) | (parts.hasValues ? VALUES : 0));
  header.setUint32(4, parts.rows, true);
  header.setUint32(8, parts.classes, true);
  return data;
}

/** @throws Error when the chunk is of a format that this version does not know */
export function partsOf(data: Uint8Array): ChunkParts {
  if (data[0] !== CHUNK_VERSION) throw new Error(`Chunk format ${data[0]} is not known`);
  const header = new DataView(data.buffer, data.byteOffset, HEADER_BYTES);
  const flags = header.getUint8(1);
  return {
    rows: header.getUint32(4, true),
    hasLabels: (flags & LABELS) !== 0,
    classes: header.getUint32(8, true),
    hasValues: (flags & VALUES) !== 0,
  };
}

/** The same bytes where typed arrays can look at them in place. */
export function aligned(data: Uint8Array): Uint8Array {
  return data.byteOffset % BLOCK_BYTES === 0 ? data : new Uint8Array(data);
}

function answerBytes({ rows, hasLabels, classes, hasValues }: ChunkParts): number {
  const lines = blockSize(rows * 4);
  const labels = hasLabels ? blockSize(rows * 2) : 0;
  const values = hasValues ? blockSize(rows * 4) : 0;
  return lines + labels + blockSize(rows * classes * 4) + values;
}
