import { unzipped, type ZipEntry } from './zip.size.js';
import { ZipWriter } from './zip.writer.js';

const ERROR_CELL = /(<(?:\w+:)?c\b[^>]*?\s)t="e"/g;
/** A formula without the value that it had when the workbook was saved. */
const BARE_FORMULA =
  /(<(?:(\w+):)?c\b(?:(?!\st=)[^>/])*)(?:\st="n")?((?:(?!\st=)[^>/])*>)<(?:\w+:)?f\b[^>]*?(?:\/>|>([^<]*)<\/(?:\w+:)?f>)(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v><\/(?:\w+:)?v>)?(?=<\/(?:\w+:)?c>)/g;

/**
 * The same workbook, of nothing but its XML, and sound: the library that reads it trusts sizes, waits for
 * ever for bytes that a broken file promises, and takes cells that hold an error, or a formula without
 * its value, for empty ones. They become text here, which is no number.
 * @throws Problem `invalid-file` for what cannot be unpacked
 */
export function soundWorkbook(bytes: Buffer, entries: readonly ZipEntry[]): Buffer {
  const zip = new ZipWriter();
  for (const entry of entries) {
    if (!/\.xml(\.rels)?$/.test(entry.name)) continue;
    const content = unzipped(bytes, entry);
    zip.add(entry.name, /^xl\/worksheets\//.test(entry.name) ? legible(content) : content);
  }
  return zip.end();
}

/** Latin-1 has a character for each byte: what is not touched stays as it is. */
function legible(sheet: Buffer): Buffer {
  // Most sheets have neither, and some are large.
  if (!['t="e"', '<f', ':f'].some((sign) => sheet.includes(sign))) return sheet;
  const text = sheet
    .toString('latin1')
    .replace(ERROR_CELL, '$1t="str"')
    .replace(BARE_FORMULA, (_, open, prefix, close, formula = '') => {
      const name = prefix === undefined ? 'v' : `${prefix}:v`;
      return `${open} t="str"${close}<${name}>=${formula}</${name}>`;
    });
  return Buffer.from(text, 'latin1');
}
