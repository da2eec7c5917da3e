import { csvCell } from '../../http/csv.text.js';
import type { Answers } from '../../inference/answer.decoder.js';
import type { RowChunk } from '../worker/row.chunk.js';
import { FloatText } from './float.text.js';

const COMMA = 0x2c;
const LF = 0x0a;

/** Names of the columns that a CSV answer adds. */
export function writtenColumns(classes: readonly string[] | null): string[] {
  return ['prediction', ...(classes ?? []).map((name) => `probability_${name}`)];
}

/** Writes answered rows as CSV: the uploaded cells, the prediction, the probabilities. */
export class CsvWriter {
  private readonly floats = new FloatText();
  private readonly labels: readonly Uint8Array[];
  private out = new Uint8Array(512 * 1024);
  private length = 0;

  constructor(private readonly classes: readonly string[] | null) {
    this.labels = (classes ?? []).map((name) => Buffer.from(csvCell(name)));
  }

  /** @returns the header record, then nothing else */
  header(uploaded: string): Uint8Array {
    const added = writtenColumns(this.classes).map(csvCell).join(',');
    return Buffer.from(`${uploaded}${uploaded === '' ? '' : ','}${added}\n`);
  }

  /** @returns bytes of their own, which may be transferred */
  write(chunk: RowChunk, answers: Answers): Uint8Array<ArrayBuffer> {
    this.length = 0;
    let start = 0;
    for (let row = 0; row < chunk.rows; row++) {
      const end = chunk.textEnds[row] as number;
      this.writeRow(chunk, start, end, answers, row);
      start = end;
    }
    return this.out.slice(0, this.length);
  }

  private writeRow(
    chunk: RowChunk,
    start: number,
    end: number,
    answers: Answers,
    row: number,
  ): void {
    const classes = this.labels.length;
    this.reserve(end - start + 1_024 + classes * 32);
    this.copy(chunk.text, start, end);
    if (answers.values) this.append(this.floats.of(answers.values[row] as number));
    else {
      this.append(this.labels[answers.labels?.[row] as number] as Uint8Array);
      const probabilities = answers.probabilities as Float32Array;
      for (let at = row * classes; at < (row + 1) * classes; at++) {
        this.append(this.floats.of(probabilities[at] as number));
      }
    }
    this.out[this.length++] = LF;
  }

  /** A cell, with the comma before it. */
  private append(cell: Uint8Array): void {
    if (cell.length > 512) this.reserve(cell.length + 64 * 1024);
    if (this.length > 0 && this.out[this.length - 1] !== LF) this.out[this.length++] = COMMA;
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
