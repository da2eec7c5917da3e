import type { CsvScanner, RecordFlaw } from './csv.scanner.js';
import { characterOf, DELIMITERS } from './table.options.js';

const FLAWS: Readonly<Record<RecordFlaw, string>> = {
  bad_quote: 'a quote stands where none may, or is never closed',
  too_long: 'the record is longer than this server takes; send fewer or shorter columns',
};

/** What is wrong with a record as text. */
export function flawFault(flaw: RecordFlaw): { code: RecordFlaw; detail: string } {
  return { code: flaw, detail: FLAWS[flaw] };
}

/** Why a record is refused whatever its cells are, and what may be done about it; null when it is not. */
export function recordFault(
  scanner: CsvScanner,
  columns: number,
): { code: string; detail: string } | null {
  const { flaw, fields } = scanner;
  if (flaw !== null) return flawFault(flaw);
  return fields === columns ? null : { code: 'ragged_row', detail: raggedDetail(scanner, columns) };
}

function raggedDetail(scanner: CsvScanner, columns: number): string {
  const { recordStart, recordEnd, fields } = scanner;
  if (recordStart === recordEnd) return 'the line is empty; remove it';
  const cells = fields === 1 ? 'one cell' : `${fields} cells`;
  return `the record has ${cells}, the header ${columns}${adviceOn(scanner, columns)}`;
}

function adviceOn(scanner: CsvScanner, columns: number): string {
  const { starts, ends, fields } = scanner;
  if (fields === 1) return otherDelimiter(scanner, columns);
  if (fields !== columns + 1) return '';
  const isLastEmpty = starts[fields - 1] === ends[fields - 1];
  return isLastEmpty
    ? '; remove the delimiter at its end, or put one at the end of the header'
    : '; if the rows begin with a name or number of their own, put a name for it at the start of the header';
}

function otherDelimiter({ bytes, recordStart, recordEnd }: CsvScanner, columns: number): string {
  const text = Buffer.from(bytes.subarray(recordStart, recordEnd)).toString('utf8');
  const other = DELIMITERS.find((one) => text.split(characterOf(one)).length === columns);
  return other === undefined || columns === 1
    ? ''
    : `; send delimiter=${other} if the whole table is written like this`;
}
