import { characterOf, DELIMITERS, type Delimiter } from './table.options.js';

/** A first line that names the delimiter, as Excel reads and writes it: `sep=;`. */
export interface SeparatorLine {
  readonly delimiter: Delimiter;
  /** Bytes of the line, with its end. */
  readonly length: number;
}

export function separatorLineOf(bytes: Uint8Array): SeparatorLine | null {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const [line = '', sign] = /^"?sep=([,;\t|])"?(?:\r\n|\n|\r)/i.exec(start) ?? [];
  const delimiter = DELIMITERS.find((one) => characterOf(one) === sign);
  return delimiter === undefined ? null : { delimiter, length: line.length };
}
