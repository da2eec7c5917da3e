import { FeatureBlock } from '../../inference/feature.block.js';
import type { ModelContract } from '../../inference/model.contract.js';

/** Most rows of one chunk, and of one run of the model. */
export const CHUNK_ROWS = 4_096;

/** The rows that are run and stored together, with where they came from. */
export class RowChunk {
  readonly block: FeatureBlock;
  readonly lines = new Uint32Array(CHUNK_ROWS);
  /** Text of row r, for CSV output: `text[textEnds[r - 1] .. textEnds[r])`. */
  text: Uint8Array = new Uint8Array(64 * 1024);
  readonly textEnds = new Uint32Array(CHUNK_ROWS);
  rows = 0;

  constructor(contract: ModelContract) {
    this.block = new FeatureBlock(contract, CHUNK_ROWS);
  }

  get isFull(): boolean {
    return this.rows === CHUNK_ROWS;
  }

  get textLength(): number {
    return this.rows === 0 ? 0 : (this.textEnds[this.rows - 1] as number);
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
