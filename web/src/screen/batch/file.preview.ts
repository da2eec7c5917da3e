import type { Feature } from '../../api/client.ts';
import { countText } from '../../part/number.text.ts';
import { cellFault } from './cell.check.ts';
import { type Column, type ColumnPlan, planColumns } from './column.plan.ts';
import { type CsvRecord, csvRecords } from './csv.records.ts';

const START_BYTES = 256 * 1024;
const PREVIEW_ROWS = 20;
const BAD_QUOTE = 'a quote stands where none may, or is never closed';

export interface PreviewCell {
  readonly text: string;
  readonly fault: string | null;
}

export interface PreviewRow {
  readonly line: number;
  readonly cells: readonly PreviewCell[];
  /** What is wrong with the row as a whole. */
  readonly fault: string | null;
}

/** The first rows of a file, as the service would read them. */
export interface FilePreview extends ColumnPlan {
  readonly rows: readonly PreviewRow[];
  /** Whether `rows` are all that the file has. */
  readonly isWhole: boolean;
}

/** Reads the start of a file, and no more of it. @returns a text that says why it cannot be read */
export async function previewOf(
  file: Blob,
  features: readonly Feature[],
): Promise<FilePreview | string> {
  const isWhole = file.size <= START_BYTES;
  const bytes = await file.slice(0, START_BYTES).arrayBuffer();
  const text = decode(bytes, isWhole);
  if (text === null) return 'This is no UTF-8 text. Save a spreadsheet as CSV (UTF-8) first.';
  const records = csvRecords(text, isWhole);
  const header = records.next().value as CsvRecord | undefined;
  if (header === undefined) return isWhole ? 'The file is empty.' : 'The first line is too long.';
  if (header.isBroken) return `Line ${header.line}: ${BAD_QUOTE}.`;
  const plan = planColumns(header.cells, features);
  const first = Array.from(take(records, PREVIEW_ROWS + 1));
  const rows = first.slice(0, PREVIEW_ROWS).map((record) => rowOf(record, plan.columns));
  return { ...plan, rows, isWhole: isWhole && first.length <= PREVIEW_ROWS };
}

/** How many rows were looked at, and what came of it. */
export function rowSummary({ rows, isWhole }: FilePreview): string {
  const faulty = rows.filter(
    ({ cells, fault }) => fault !== null || cells.some((cell) => cell.fault !== null),
  ).length;
  if (rows.length === 0) return isWhole ? 'The file has no rows.' : 'The first row is too long.';
  const rowsText = `${countText(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`;
  const shown = isWhole ? `All ${rowsText} of the file` : `The first ${rowsText}`;
  return faulty === 0 ? `${shown}: no faults.` : `${shown}: ${faulty} with faults, marked below.`;
}

function rowOf({ line, cells, isBroken }: CsvRecord, columns: readonly Column[]): PreviewRow {
  const isRagged = cells.length !== columns.length;
  const ragged = `the record has ${cells.length} cells, the header ${columns.length}`;
  const fault = isBroken ? BAD_QUOTE : isRagged ? ragged : null;
  const check = (text: string, at: number) => {
    const feature = columns[at]?.feature;
    return { text, fault: feature && fault === null ? cellFault(feature, text) : null };
  };
  return { line, cells: cells.map(check), fault };
}

/** A byte-order mark is taken off; a character that the cut went through is left out. */
function decode(bytes: ArrayBuffer, isWhole: boolean): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole });
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function* take<T>(all: Iterable<T>, most: number): Generator<T> {
  let taken = 0;
  for (const one of all) {
    yield one;
    if (++taken === most) return;
  }
}
