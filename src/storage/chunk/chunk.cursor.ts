import { blockSize, type SectionDtype } from './chunk.format.js';

export type NumberColumn = Uint16Array | Uint32Array | Float32Array | Float64Array;
type Bytes = Uint8Array | NumberColumn;

type BlockType<T> = {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
  readonly BYTES_PER_ELEMENT: number;
};

const TYPES: Readonly<Record<Exclude<SectionDtype, 'string'>, BlockType<NumberColumn>>> = {
  uint16: Uint16Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
};

/** Walks over the blocks of a chunk. */
export class ChunkCursor {
  /** @param offset where the first block starts */
  constructor(
    private readonly data: Uint8Array,
    private offset: number,
  ) {}

  /** The next block as a view of the chunk's own bytes. */
  take<T extends Bytes>(type: BlockType<T>, length: number): T {
    const block = new type(this.data.buffer, this.data.byteOffset + this.offset, length);
    this.offset += blockSize(length * type.BYTES_PER_ELEMENT);
    return block;
  }

  takeNumbers(dtype: keyof typeof TYPES, length: number): NumberColumn {
    return this.take(TYPES[dtype], length);
  }
}

export function dtypeOf(column: NumberColumn): keyof typeof TYPES {
  if (column instanceof Float32Array) return 'float32';
  if (column instanceof Float64Array) return 'float64';
  return column instanceof Uint16Array ? 'uint16' : 'uint32';
}
