import readWorkbook, { type CellValue, type Row } from 'read-excel-file/node';
import { columnKey } from '../../inference/contract/column.key.js';
import { Problem } from '../../problem/problem.js';
import { refuseSignature } from '../table/file.signature.js';
import { damagedFile, tooMuch } from './packed.fault.js';
import { soundWorkbook } from './sheet.parts.js';
import { cellText, recordText } from './text.record.js';
import type { UnpackedTable, UnpackTask } from './unpack.task.js';
import { type ZipEntry, zipEntries } from './zip.size.js';

const ZIP = Buffer.from('PK');

/** A sheet that has cells. */
interface Sheet {
  readonly sheet: string;
  readonly data: readonly Row<string>[];
}

/**
 * The one table of a workbook as text. Formulas, macros and links are never run: what the workbook
 * has stored for a cell is its value.
 * @throws Problem `invalid-file`, `too-large`, `unsupported-media-type`, or `ambiguous-table` when
 * more than one sheet may be meant
 */
export async function sheetTable(bytes: Buffer, task: UnpackTask): Promise<UnpackedTable> {
  refuseOthers(bytes);
  const entries = zipEntries(bytes);
  checkEntries(entries, task.maxBytes);
  const all = await sheetsOf(soundWorkbook(bytes, entries));
  // A sheet that is nothing but a chart has no cells.
  const sheets = all.filter(({ data }) => data?.some(isFilled));
  const { sheet, data } = chosen(sheets, task);
  const first = data.findIndex(isFilled);
  if (data.length - first - 1 > task.maxRows) {
    throw tooMuch(`The sheet has more than ${task.maxRows} rows.`);
  }
  const names = sheets.map((one) => one.sheet);
  const source = { kind: 'xlsx', firstLine: first + 1, sheet, sheets: names } as const;
  return { source, text: textOf(data.slice(first)) };
}

function checkEntries(entries: readonly ZipEntry[], maxBytes: number): void {
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > maxBytes) {
    throw tooMuch(
      `The workbook has ${size} bytes when it is unpacked, and this server takes ${maxBytes}; send it as CSV or Parquet.`,
    );
  }
  if (entries.some(({ isEncrypted }) => isEncrypted)) {
    throw noWorkbook('an encrypted zip file; save it without a password');
  }
  if (entries.some(({ name }) => name === 'xl/workbook.xml')) return;
  if (entries.some(({ name }) => name === 'xl/workbook.bin')) {
    throw noWorkbook('a binary workbook (.xlsb); save it as .xlsx');
  }
  const isOpenDocument = entries.some(({ name }) => name === 'content.xml');
  throw noWorkbook(
    isOpenDocument
      ? 'an OpenDocument file (.ods); save it as .xlsx'
      : 'a zip file that holds no workbook; unpack it, and send the table in it',
  );
}

/** What is called a workbook, and begins as something else. */
function refuseOthers(bytes: Buffer): void {
  if (!bytes.subarray(0, 2).equals(ZIP)) refuseSignature(bytes);
}

function noWorkbook(what: string): Problem {
  return new Problem('unsupported-media-type', `The file is ${what}.`);
}

async function sheetsOf(bytes: Buffer): Promise<Sheet[]> {
  try {
    // Numbers stay as they are written: whole ones may have more digits than a double.
    return await readWorkbook<string>(bytes, { parseNumber: (text) => text, trim: false });
  } catch (error) {
    throw damagedFile(`the workbook makes no sense (${(error as Error).message})`, error);
  }
}

/** The sheet that is named, the only one, or the only one whose header has the model's columns. */
function chosen(sheets: readonly Sheet[], { sheet, columns }: UnpackTask): Sheet {
  const named = sheet === undefined ? sheets : sheets.filter((one) => one.sheet === sheet);
  if (named.length === 0) throw noSheet(sheets, sheet);
  const [only, ...others] = named as [Sheet, ...Sheet[]];
  if (others.length === 0) return only;
  const fitting = named.filter(({ data }) => fits(data.find(isFilled) ?? [], columns));
  const [fit, ...rivals] = fitting;
  if (fit !== undefined && rivals.length === 0) return fit;
  const choices = (fitting.length > 1 ? fitting : named).map((one) => ({ sheet: one.sheet }));
  const names = choices.map((choice) => JSON.stringify(choice.sheet)).join(', ');
  const detail = `The workbook has several sheets (${names}): say with sheet= which one is meant.`;
  throw new Problem('ambiguous-table', detail, { members: { choices } });
}

function noSheet(sheets: readonly Sheet[], name: string | undefined): Problem {
  const known = sheets.map(({ sheet }) => JSON.stringify(sheet)).join(', ');
  const detail =
    name === undefined || sheets.length === 0
      ? 'the workbook has no cells'
      : `the workbook has no filled sheet ${JSON.stringify(name)}; it has ${known}`;
  return new Problem('invalid-file', 'There is no such table in the workbook.', {
    errors: [{ code: 'no_rows', detail }],
  });
}

/** @param columns for each required feature the names that its column may have */
function fits(header: Row<string>, columns: UnpackTask['columns']): boolean {
  const names = new Set(header.map((cell) => columnKey(String(cell ?? ''))));
  return columns.every((keys) => keys.some((key) => names.has(key)));
}

function isFilled(row: Row<string>): boolean {
  return row.some((cell) => cell !== null && cell !== '');
}

function* textOf(rows: readonly Row<string>[]): Generator<string> {
  for (const row of rows) yield recordText(row.map((cell) => cellText(storedValue(cell))));
}

/** Days without a time are written without one. */
function storedValue(cell: CellValue<string> | null): unknown {
  if (!((cell as unknown) instanceof Date)) return cell;
  const text = wholeSecond(cell as unknown as Date).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.replace(/(\.000)?Z$/, '');
}

/** A workbook counts days: a second is a fraction that falls short of it now and then. */
function wholeSecond(date: Date): Date {
  const isShort = date.getUTCMilliseconds() === 999;
  return isShort ? new Date(date.getTime() + 1) : date;
}
