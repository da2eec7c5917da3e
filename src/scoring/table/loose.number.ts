import { parseNumber } from './number.parser.js';
import type { DecimalSign, TextDialect, Thousands } from './table.options.js';

const GROUP_SIGNS: Readonly<Record<Thousands, string>> = {
  ',': ',',
  '.': '\\.',
  space: '[ \\u00a0\\u2009\\u202f]',
  "'": "['\\u2019]",
};
const grouped = (thousands: Thousands, decimal: DecimalSign) => {
  const point = decimal === '.' ? '\\.' : ',';
  const sign = GROUP_SIGNS[thousands];
  return new RegExp(`^([+-]?\\d{1,3}(?:${sign}\\d{3})+)(?=$|[eE]|${point}\\d)`);
};

/** Reads numbers as people write them: with spaces around, and a sign between thousands. */
export class LooseNumber {
  private readonly point: number;
  private readonly groups: RegExp | null;

  constructor({ decimal, thousands }: TextDialect) {
    this.point = decimal.charCodeAt(0);
    this.groups = thousands === undefined ? null : grouped(thousands, decimal);
  }

  /** @returns the nearest double, or NaN when it is not a number */
  parse(text: string): number {
    const bare = text.trim();
    const plain =
      this.groups === null
        ? bare
        : bare.replace(this.groups, (whole) => whole.replace(/[^\d+-]/g, ''));
    const bytes = Buffer.from(plain, 'utf8');
    return parseNumber(bytes, 0, bytes.length, this.point);
  }
}

/** The signs that may stand between the thousands of a text that would be a number with them. */
export function thousandsIn(text: string, decimal: DecimalSign): Thousands | undefined {
  const bare = text.trim();
  const signs = Object.keys(GROUP_SIGNS) as Thousands[];
  return signs.find(
    (sign) =>
      sign !== decimal &&
      !Number.isNaN(new LooseNumber({ delimiter: ',', decimal, thousands: sign }).parse(bare)),
  );
}
