import type { DecodedArray } from 'hyparquet';
import { damagedFile } from './packed.fault.js';

/** Where reading a column of a row group is; no more of it than a page is in memory. */
export class ColumnCursor {
  private values: DecodedArray = [];
  private at = 0;

  /** @param pages the values of the column, in pieces of any size */
  constructor(private readonly pages: Iterator<DecodedArray> | AsyncIterator<DecodedArray>) {}

  /** Values that can be taken. */
  get ready(): number {
    return this.values.length - this.at;
  }

  /**
   * Resolves when at least one value can be taken.
   * @throws Problem `invalid-file` when a page cannot be decoded, or there is none
   */
  async fill(): Promise<void> {
    while (this.ready === 0) {
      const { value, done } = await this.next();
      if (done) throw damagedFile('the Parquet file has fewer values than its footer says');
      this.values = value;
      this.at = 0;
    }
  }

  take(): unknown {
    return this.values[this.at++];
  }

  private async next(): Promise<IteratorResult<DecodedArray>> {
    try {
      return await this.pages.next();
    } catch (error) {
      const { message } = error as Error;
      throw damagedFile(`a column of the Parquet file cannot be decoded (${message})`, error);
    }
  }
}
