import { LOCALES } from './locale.ts';

const format = (options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(LOCALES, options);
const PLAIN = format({ maximumSignificantDigits: 6 });
const COUNT = format();
const PERCENT = format({ style: 'percent', maximumFractionDigits: 1 });

/** A measured value. */
export const numberText = (value: number): string => PLAIN.format(value);
/** How many. */
export const countText = (value: number): string => COUNT.format(value);
/** A share, from 0 to 1. */
export const shareText = (value: number): string => PERCENT.format(value);
