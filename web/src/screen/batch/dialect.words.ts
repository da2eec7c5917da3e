import type { Dialect } from './table.check.ts';

/** What a value of a parameter is called. */
export const SIGN_WORDS = {
  delimiter: { ',': 'comma', ';': 'semicolon', '|': 'vertical bar', tab: 'tab' },
  decimal: { '.': 'point', ',': 'comma' },
  encoding: { 'utf-8': 'UTF-8', 'utf-16': 'UTF-16', 'windows-1252': 'Windows-1252' },
  thousands: { ',': 'comma', '.': 'point', space: 'space', "'": 'apostrophe' },
} as const satisfies Record<string, Record<string, string>>;

const FORMS: Readonly<Record<string, string>> = {
  parquet: 'This is a Parquet file.',
  ndjson: 'This file has one JSON object a line.',
  json: 'This file is a JSON array.',
  xlsx: 'This is a spreadsheet.',
};

/** How a table is read, in a sentence. */
export function dialectWords(dialect: Dialect): string {
  const { type, sheet, compression } = dialect;
  const packed = compression === undefined ? '' : ` It is compressed with ${compression}.`;
  if (type === 'csv') return textWords(dialect) + packed;
  const form = FORMS[type] ?? `This file is ${type}.`;
  return form + (sheet === undefined ? '' : ` Its sheet “${sheet}” is read.`) + packed;
}

function textWords({ delimiter, decimal, thousands, encoding, header }: Dialect): string {
  const parts = [
    `separates by ${signWords('delimiter', delimiter)}s`,
    `writes decimals with a ${signWords('decimal', decimal)}`,
    thousands === undefined ? null : `groups thousands by ${signWords('thousands', thousands)}`,
    encoding === undefined || encoding === 'utf-8'
      ? null
      : `is ${signWords('encoding', encoding)} text`,
  ].filter((part) => part !== null);
  const last = parts.pop();
  const firstLine = header === false ? ' Its first line is data.' : '';
  return `This file ${parts.join(', ')} and ${last}.${firstLine}`;
}

/** A value of a parameter in words; as it is where there are none. */
export function signWords(sign: keyof typeof SIGN_WORDS, value = ''): string {
  return (SIGN_WORDS[sign] as Record<string, string>)[value] ?? value;
}

/** The number that a cell stands for in a dialect, as one writes it in English. */
export function numberRead(cell: string, { decimal, thousands }: Dialect): string {
  const mark = thousands === 'space' ? /[\s\u00a0\u202f]/g : thousands;
  const whole = mark === undefined ? cell : cell.replaceAll(mark, '');
  return decimal === ',' ? whole.replace(',', '.') : whole;
}
