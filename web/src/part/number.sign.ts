import { LOCALES } from './locale.ts';

/** Whether who reads writes decimals with a comma. */
const isComma = new Intl.NumberFormat(LOCALES).format(1.5).includes(',');
/** The sign that no number has here, in words. */
export const OTHER_SIGN = isComma ? 'point' : 'comma';
/** Has a point that no separator of thousands would be at. */
const POINTED = /^[+-]?\d*\.\d*(e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}\.\d{3}$/;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Whether a text with a decimal point is a number. */
export const isNumber = (plain: string): boolean => NUMBER.test(plain);

/** What somebody typed, with a decimal point: `5,1` is `5.1` where decimals have a comma. */
export function plainText(typed: string): string {
  const isPlain = POINTED.test(typed) && !GROUPED.test(typed);
  return isComma && !isPlain ? swapped(typed) : typed;
}

/** The reverse: a number with a decimal point as who reads would type it. */
export const typedText = (plain: string): string => (isComma ? swapped(plain) : plain);

function swapped(text: string): string {
  return text.replaceAll(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
}
