import type { ParquetValues } from './parquet.column.js';

type Value = ParquetValues[number];

/** Most rows of a row group, and characters of one of its columns: to pack that takes some 15 ms. */
const MOST_ROWS = 16_384;
const MOST_CHARACTERS = 768 * 1024;
/** All that waits for a row group, roughly in bytes. */
const MOST_BYTES = 8 * 1024 * 1024;
const NUMBER_BYTES = 8;

/** Gathers rows by column, until there are enough of them for a row group. */
export class ParquetGroup {
  private columns: Value[][] = [];
  private characters: number[] = [];
  private rows = 0;
  private bytes = 0;
  private longest = 0;

  constructor(private readonly width: number) {
    this.take();
  }

  /** @param row a value for each column */
  add(row: readonly (Value | undefined)[]): void {
    for (let at = 0; at < this.width; at++) {
      const value = row[at] ?? null;
      this.columns[at]?.push(value);
      if (typeof value === 'string') this.noteText(at, value.length);
    }
    this.rows++;
    this.bytes += this.width * NUMBER_BYTES;
  }

  get isFull(): boolean {
    const { rows, longest, bytes } = this;
    return rows >= MOST_ROWS || longest >= MOST_CHARACTERS || bytes >= MOST_BYTES;
  }

  get isEmpty(): boolean {
    return this.rows === 0;
  }

  /** Gives the columns away, and begins anew. */
  take(): Value[][] {
    const { columns } = this;
    this.columns = Array.from({ length: this.width }, () => []);
    this.characters = new Array(this.width).fill(0);
    this.rows = this.bytes = this.longest = 0;
    return columns;
  }

  private noteText(at: number, length: number): void {
    const characters = (this.characters[at] as number) + length;
    this.characters[at] = characters;
    this.bytes += length;
    if (characters > this.longest) this.longest = characters;
  }
}

/** Slices of rows as groups of columns; one without columns stands for a slice without rows. */
export async function* groupsOf(
  slices: AsyncIterable<readonly (readonly (Value | undefined)[])[]>,
  width: number,
): AsyncGenerator<Value[][]> {
  const group = new ParquetGroup(width);
  for await (const rows of slices) {
    for (const row of rows) group.add(row);
    if (group.isFull) yield group.take();
    // A while without any: whoever reads may want to stop.
    else if (rows.length === 0) yield [];
  }
  if (!group.isEmpty) yield group.take();
}
