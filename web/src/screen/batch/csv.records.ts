/** One record of a CSV text. */
export interface CsvRecord {
  /** Line of the text on which it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote stands where none may, or is never closed. */
  readonly isBroken: boolean;
}

/** A quoted field with what wrongly follows it, or a plain one. */
const FIELD = /"([^"]*(?:""[^"]*)*)"(?!")([^,\r\n]*)|[^,\r\n]*/y;
const LINE_END = /\r\n|\r|\n/g;

/**
 * Records of the start of a CSV text, as the service reads them: RFC 4180 with LF, CRLF or CR line
 * ends; empty lines count unless nothing but empty lines follows.
 * @param isWhole whether the text is all there is; else its last record may be cut and is left out
 */
export function* csvRecords(text: string, isWhole: boolean): Generator<CsvRecord> {
  const blanks: CsvRecord[] = [];
  for (let at = 0, line = 1; at < text.length; ) {
    const read = recordAt(text, at, line);
    if (!isWhole && (read === null || read.end === text.length)) return;
    const { end, ...record } = read ?? unclosed(text, at, line);
    const next = behindLineEnd(text, end);
    const isBlank = end === at;
    if (isBlank) blanks.push(record);
    else {
      yield* blanks.splice(0);
      yield record;
    }
    line += lineEnds(text.slice(at, next)) || 1;
    at = next;
  }
}

interface Placed extends CsvRecord {
  /** Where its line end is. */
  readonly end: number;
}

/** @returns null when a quote is not closed */
function recordAt(text: string, start: number, line: number): Placed | null {
  const cells: string[] = [];
  let isBroken = false;
  for (let at = start; ; at++) {
    FIELD.lastIndex = at;
    const [raw = '', quoted, rest = ''] = FIELD.exec(text) ?? [];
    if (quoted === undefined && text[at] === '"') return null;
    cells.push(quoted?.replaceAll('""', '"') ?? raw);
    isBroken ||= rest !== '' || (quoted === undefined && raw.includes('"'));
    at += raw.length;
    if (text[at] !== ',') return { line, cells, isBroken, end: at };
  }
}

/** The service reads on behind the line on which such a record starts. */
function unclosed(text: string, start: number, line: number): Placed {
  LINE_END.lastIndex = start;
  const end = LINE_END.exec(text)?.index ?? text.length;
  return { line, cells: [], isBroken: true, end };
}

function behindLineEnd(text: string, end: number): number {
  return end + (text.startsWith('\r\n', end) ? 2 : 1);
}

function lineEnds(text: string): number {
  return text.match(LINE_END)?.length ?? 0;
}
