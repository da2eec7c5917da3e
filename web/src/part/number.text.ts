const PLAIN = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const COUNT = new Intl.NumberFormat('en');
const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

/** A measured value. */
export const numberText = (value: number): string => PLAIN.format(value);
/** How many. */
export const countText = (value: number): string => COUNT.format(value);
/** A share, from 0 to 1. */
export const shareText = (value: number): string => PERCENT.format(value);
