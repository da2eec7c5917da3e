import type { AnswerCell, AnswerCodec } from '../../domain/answer.codec.js';
import type { AnswerColumns } from '../../domain/outcome.js';
import { csvCell } from './csv.text.js';
import { FloatText } from './float.text.js';
import type { RowChunk } from './row.chunk.js';
import { characterOf, PLAIN, type TextDialect } from './table.options.js';

const LF = 0x0a;

/** Names of the columns that a CSV answer adds. */
export function writtenColumns({ cells }: AnswerCodec): string[] {
  return cells.map(({ name }) => name);
}

/**
 * First record of a CSV answer, with its line end.
 * @param uploaded the file's own
 */
export function csvHeader(
  uploaded: string,
  codec: AnswerCodec,
  dialect: TextDialect = PLAIN,
): Uint8Array {
  const sign = characterOf(dialect.delimiter);
  const added = writtenColumns(codec).map((name) => csvCell(name, sign));
  return Buffer.from(`${[...(uploaded === '' ? [] : [uploaded]), ...added].join(sign)}\n`);
}

/**
 * Writes answered rows as CSV: the uploaded cells, the prediction, the probabilities; all as the table
 * itself is written.
 */
export class CsvWriter {
  private readonly floats: FloatText;
  private readonly sign: string;
  private readonly delimiter: number;
  private readonly texts = new Map<string, Uint8Array>();
  private out = new Uint8Array(512 * 1024);
  private length = 0;

  constructor(
    private readonly codec: AnswerCodec,
    dialect: TextDialect,
  ) {
    this.floats = new FloatText(dialect);
    this.sign = characterOf(dialect.delimiter);
    this.delimiter = this.sign.charCodeAt(0);
  }

  /** @returns bytes of their own, which may be transferred */
  write(chunk: RowChunk, answers: AnswerColumns): Uint8Array<ArrayBuffer> {
    this.length = 0;
    const areDoubles = this.codec.cells.map(
      ({ column }) => answers[column] instanceof Float64Array,
    );
    let start = 0;
    for (let row = 0; row < chunk.rows; row++) {
      const end = chunk.textEnds[row] as number;
      this.reserve(end - start + 1_024 + areDoubles.length * 32);
      this.copy(chunk.text, start, end);
      this.writeAnswer(answers, row, areDoubles);
      this.out[this.length++] = LF;
      start = end;
    }
    return this.out.slice(0, this.length);
  }

  private writeAnswer(answers: AnswerColumns, row: number, areDoubles: readonly boolean[]): void {
    const { cells } = this.codec;
    for (let at = 0; at < cells.length; at++) {
      const value = (cells[at] as AnswerCell).of(answers, row);
      if (typeof value === 'string') this.append(this.textOf(value));
      else this.append(areDoubles[at] ? this.floats.ofDouble(value) : this.floats.of(value));
    }
  }

  /** Labels repeat. */
  private textOf(text: string): Uint8Array {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const bytes = Buffer.from(csvCell(text, this.sign));
    this.texts.set(text, bytes);
    return bytes;
  }

  /** A cell, with the delimiter before it. */
  private append(cell: Uint8Array): void {
    if (cell.length > 512) this.reserve(cell.length + 64 * 1024);
    if (this.length > 0 && this.out[this.length - 1] !== LF)
      this.out[this.length++] = this.delimiter;
    this.copy(cell, 0, cell.length);
  }

  /** Most cells are short: a loop beats a call into the engine. */
  private copy(from: Uint8Array, start: number, end: number): void {
    const { out } = this;
    let { length } = this;
    for (let at = start; at < end; at++) out[length++] = from[at] as number;
    this.length = length;
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.out.length) return;
    const wider = new Uint8Array(Math.max(this.out.length * 2, this.length + bytes));
    wider.set(this.out.subarray(0, this.length));
    this.out = wider;
  }
}
