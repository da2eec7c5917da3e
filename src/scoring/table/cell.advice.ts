import { LooseNumber, thousandsIn } from './loose.number.js';
import type { DecimalSign, TextDialect } from './table.options.js';

const WORDS: Readonly<Record<DecimalSign, string>> = { '.': 'points', ',': 'commas' };
const NO_VALUE = /^(|n\/?a|nan|null|none|nil|-+|\?+|\.|#n\/a|#nv)$/i;

/**
 * What whoever sent a text that is no number may have meant, and what to send then.
 * @param mayMiss whether the cell may be empty
 */
export function adviceOn(text: string, dialect: TextDialect, mayMiss: boolean): string {
  const bare = text.trim();
  const advice = adviceOnWord(bare, mayMiss);
  if (advice !== null) return advice;
  const { decimal } = dialect;
  const other = decimal === '.' ? ',' : '.';
  const thousands = thousandsIn(bare, decimal);
  const grouped = thousands === undefined ? '' : `thousands=${thousands}`;
  if (!Number.isNaN(new LooseNumber({ ...dialect, decimal: other }).parse(bare))) {
    const way = grouped === '' ? '' : `, or ${grouped} if that stands between thousands`;
    return `; decimals are read with ${WORDS[decimal]} here: send decimal=${other} if all are written with ${WORDS[other]}${way}`;
  }
  if (grouped !== '') return `; send ${grouped} if that stands between thousands`;
  const both = thousandsIn(bare, other);
  return both === undefined ? '' : `; send decimal=${other}&thousands=${both} if it is written so`;
}

/** The same of a text that is no value of any kind; null when it may be one. */
export function adviceOnWord(text: string, mayMiss: boolean): string | null {
  const bare = text.trim();
  if (NO_VALUE.test(bare)) {
    return mayMiss
      ? '; leave the cell empty where a value is missing'
      : '; the model needs a value here';
  }
  return bare.startsWith('=')
    ? '; it is a formula without a stored value: open the workbook in a spreadsheet and save it'
    : null;
}
