import type { ModelContract } from '../../inference/contract/model.contract.js';
import { type ColumnStore, FeatureBlock } from '../../inference/runtime/feature.block.js';

/** Most rows of one chunk, and of one run of the model. */
export const CHUNK_ROWS = 4_096;

/** All that a chunk holds, as another thread is given it. */
export interface ChunkParts {
  readonly rows: number;
  readonly stores: readonly ColumnStore[];
  readonly lines: Uint32Array<ArrayBuffer>;
  readonly text: Uint8Array<ArrayBuffer>;
  readonly textEnds: Uint32Array<ArrayBuffer>;
}

/** The rows that are run and stored together, with where they came from. */
export class RowChunk {
  readonly block: FeatureBlock;
  readonly lines: Uint32Array<ArrayBuffer>;
  /** Text of row r, for CSV output: `text[textEnds[r - 1] .. textEnds[r])`. */
  text: Uint8Array<ArrayBuffer>;
  readonly textEnds: Uint32Array<ArrayBuffer>;
  rows: number;

  /** @param parts of a chunk of the same contract on another thread; else the chunk is empty */
  constructor(contract: ModelContract, parts?: ChunkParts) {
    this.block = new FeatureBlock(contract, CHUNK_ROWS, parts?.stores);
    this.lines = parts?.lines ?? new Uint32Array(CHUNK_ROWS);
    this.text = parts?.text ?? new Uint8Array(64 * 1024);
    this.textEnds = parts?.textEnds ?? new Uint32Array(CHUNK_ROWS);
    this.rows = parts?.rows ?? 0;
  }

  get isFull(): boolean {
    return this.rows === CHUNK_ROWS;
  }

  get textLength(): number {
    return this.rows === 0 ? 0 : (this.textEnds[this.rows - 1] as number);
  }

  get parts(): ChunkParts {
    const { rows, block, lines, text, textEnds } = this;
    return { rows, stores: block.stores, lines, text, textEnds };
  }

  /** The row in `block` at `rows` is complete. */
  accept(line: number, text: Uint8Array | null): void {
    const start = this.textLength;
    if (text !== null) this.append(text, start);
    this.lines[this.rows] = line;
    this.textEnds[this.rows] = start + (text?.length ?? 0);
    this.rows++;
  }

  clear(): void {
    this.rows = 0;
  }

  private append(text: Uint8Array, start: number): void {
    if (start + text.length > this.text.length) {
      const wider = new Uint8Array(Math.max(this.text.length * 2, start + text.length));
      wider.set(this.text.subarray(0, start));
      this.text = wider;
    }
    this.text.set(text, start);
  }
}

/** What is handed over, and not copied, when a chunk goes to another thread. */
export function buffersOf({ stores, lines, text, textEnds }: ChunkParts): ArrayBuffer[] {
  return [...stores, lines, text, textEnds]
    .filter((part) => ArrayBuffer.isView(part))
    .map(({ buffer }) => buffer as ArrayBuffer);
}
