import type { CsvScanner } from './csv.scanner.js';
import { characterOf, DELIMITERS } from './table.options.js';

/** Why a record of too few or too many cells is refused. */
export function raggedDetail(scanner: CsvScanner, columns: number): string {
  const { bytes, recordStart, recordEnd, fields, delimiter } = scanner;
  const text = Buffer.from(bytes.subarray(recordStart, recordEnd)).toString('utf8');
  const other = DELIMITERS.find((one) => {
    const sign = characterOf(one);
    return sign.charCodeAt(0) !== delimiter && text.split(sign).length === columns && columns > 1;
  });
  const advice =
    other === undefined ? '' : `; send delimiter=${other} if the whole table is written like this`;
  return `the record has ${fields} cells, the header ${columns}${advice}`;
}
