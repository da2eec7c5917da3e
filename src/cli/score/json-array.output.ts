import type { AnswerOutput } from './answer.output.js';

const LF = 0x0a;

/**
 * Takes NDJSON, whose bytes may be cut anywhere, and writes it as one JSON array with a row a line. No
 * line ends within the JSON of a row, so that each line end is one between rows, or the last.
 */
export class JsonArrayOutput implements AnswerOutput {
  private before = '[\n';
  private isEmpty = true;

  constructor(private readonly next: AnswerOutput) {}

  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    const isRowEnd = bytes.at(-1) === LF;
    const rows = Buffer.from(isRowEnd ? bytes.subarray(0, -1) : bytes);
    const text = rows.toString('latin1').replaceAll('\n', ',\n');
    await this.next.write(Buffer.from(this.before + text, 'latin1'));
    // Whether another row comes is not known yet.
    this.before = isRowEnd ? ',\n' : '';
    this.isEmpty = false;
  }

  async complete(): Promise<void> {
    await this.next.write(Buffer.from(this.isEmpty ? '[]\n' : '\n]\n'));
    await this.next.complete();
  }

  discard(): Promise<void> {
    return this.next.discard();
  }
}
