import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { Problem } from '../../problem/problem.js';
import { type Reading, readingOf, type TableHead } from './dialect.reading.js';
import {
  codeOf,
  DELIMITERS,
  type DecimalSign,
  PLAIN,
  type TableOptions,
  type TextDialect,
} from './table.options.js';

/** So many rows say enough of how a table is written. */
const SAMPLE_ROWS = 1_000;
/** Of a table that is written as most are. */
const PLAIN_ROWS = 100;
const QUOTE = 0x22;

/**
 * How a table is written, from its start and from what the request says. Every way of reading it is
 * tried; the one in which most rows make sense to the model is taken.
 * @throws Problem `ambiguous-table` when two make equally good sense, and mean different numbers
 */
export function findDialect(
  head: TableHead,
  features: readonly FeatureContract[],
  options: TableOptions,
): TextDialect {
  if (isPlain(head, features, options)) return PLAIN;
  const readings = candidates(head, options).map((dialect) =>
    readingOf(head, dialect, features, options.columns, SAMPLE_ROWS),
  );
  const [best, ...others] = readings.sort(better) as [Reading, ...Reading[]];
  const rivals = others.filter((other) => better(best, other) === 0);
  const rival = [...rivals, ...grouped(head, best, features, options)].find(
    (other) => best.good > 0 && other.meaning !== best.meaning,
  );
  if (rival !== undefined) throw ambiguity(best.dialect, rival.dialect);
  return best.dialect;
}

/**
 * Whether the table is what everybody means by CSV: without quotes, no other reading of rows that make
 * sense so can make as much.
 */
function isPlain(
  head: TableHead,
  features: readonly FeatureContract[],
  { delimiter = ',', decimal = '.', thousands, columns }: TableOptions,
): boolean {
  if (delimiter !== ',' || decimal !== '.' || thousands !== undefined) return false;
  if (head.bytes.includes(QUOTE)) return false;
  const { rows, good, isFitting } = readingOf(head, PLAIN, features, columns, PLAIN_ROWS);
  return isFitting && rows > 0 && good === rows;
}

/** Those that are tried, the more usual ones first. */
function candidates(head: TableHead, options: TableOptions): TextDialect[] {
  const { thousands } = options;
  const decimals: DecimalSign[] = options.decimal === undefined ? ['.', ','] : [options.decimal];
  // A table of one column has no delimiter, and its commas are decimal signs: anything else will do.
  const occurring = DELIMITERS.filter(
    (one) => one === ',' || one === ';' || head.bytes.includes(codeOf(one)),
  );
  const delimiters = options.delimiter === undefined ? occurring : [options.delimiter];
  return decimals
    .filter((decimal) => decimal !== thousands)
    .flatMap((decimal) => delimiters.map((delimiter) => ({ delimiter, decimal, thousands })));
}

/** Sorts the reading that makes more sense first; 0 when both make as much. */
function better(a: Reading, b: Reading): number {
  return b.matched - a.matched || b.good - a.good || b.readable - a.readable || b.even - a.even;
}

/**
 * The best reading again, with its decimal sign between thousands instead: `1.234` may be either.
 * A comma-separated table with points is what everybody means by CSV, and is not asked about.
 */
function grouped(
  head: TableHead,
  { dialect, good }: Reading,
  features: readonly FeatureContract[],
  { decimal: said, thousands, columns }: TableOptions,
): Reading[] {
  const { delimiter, decimal } = dialect;
  if (said !== undefined || thousands !== undefined) return [];
  if (delimiter === ',' && decimal === '.') return [];
  const other = decimal === '.' ? ',' : '.';
  const reading = readingOf(
    head,
    { delimiter, decimal: other, thousands: decimal },
    features,
    columns,
    SAMPLE_ROWS,
  );
  return reading.good >= good ? [reading] : [];
}

function ambiguity(...readings: TextDialect[]): Problem {
  const choices = readings.map(({ delimiter, decimal, thousands }) => ({
    delimiter,
    decimal,
    ...(thousands === undefined ? {} : { thousands }),
  }));
  const ways = choices.map((choice) => new URLSearchParams(choice).toString()).join(' or ');
  return new Problem(
    'ambiguous-table',
    `The table can be read in two ways that mean different numbers: send ${decodeURIComponent(ways)}.`,
    { members: { choices } },
  );
}
