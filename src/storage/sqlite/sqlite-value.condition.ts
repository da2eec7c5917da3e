import type { FeatureFilter, HistoryFilter, NumberRange } from '../../domain/history.filter.js';
import { isNumeric } from '../search/column.sieve.js';
import type { Series } from './series.register.js';

type Value = string | number | Uint8Array;

/** A condition in SQL, what it is bound to, and the columns that it needs beside `sid`. */
export interface ValueCondition {
  readonly sql: string;
  readonly columns: readonly string[];
  readonly values: readonly Value[];
}

/** No JSON number is longer. */
const NUMBER_BYTES = 26;
/** SQLite may read the last digit of a number differently. */
const TOLERANCE = 1e-12;
/** A key for each label stands in the text of the statement. */
const MOST_LABELS = 64;

/**
 * What SQLite can tell of the text of a record, in half the time that its JSON functions take: it
 * looks for the key from the beginning of `inputs` or `probabilities` on, which are flat, and reads the
 * number that follows. It lets through too much, as a null for zero, and never too little.
 * @param series those that are meant
 */
export function valueCondition(
  { confidence, features = [] }: HistoryFilter,
  series: readonly Series[],
): ValueCondition {
  const conditions = features.map(featureCondition);
  if (confidence !== undefined) conditions.push(confidenceCondition(confidence, series));
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    columns: [...new Set(conditions.flatMap(({ columns }) => columns))],
    values: conditions.flatMap(({ values }) => values),
  };
}

function featureCondition(filter: FeatureFilter): ValueCondition {
  if (filter.time !== undefined) {
    // A time may be written in many ways, all of them texts.
    const values = [Buffer.from(`${JSON.stringify(filter.name)}:"`)];
    return { sql: 'instr(inputs, ?) > 0', columns: [INPUTS], values };
  }
  const key = Buffer.from(`${JSON.stringify(filter.name)}:`);
  const either: { sql: string; values: readonly Value[] }[] = [];
  if (isNumeric(filter)) either.push(numberCondition('inputs', '?', [key], filter));
  if (filter.text !== undefined) {
    for (const json of jsonOf(filter.text)) {
      const values = [Buffer.concat([key, Buffer.from(json)])];
      either.push({ sql: 'instr(inputs, ?) > 0', values });
    }
  }
  return {
    sql: `(${either.map(({ sql }) => sql).join(' OR ')})`,
    columns: [INPUTS],
    values: either.flatMap(({ values }) => values),
  };
}

/** A text, and the truth value that has it. */
function jsonOf(text: string): string[] {
  const quoted = JSON.stringify(text);
  return text === 'true' || text === 'false' ? [quoted, text] : [quoted];
}

function confidenceCondition(range: NumberRange, series: readonly Series[]): ValueCondition {
  const labelled = series.flatMap(({ sid, label }) => (label === null ? [] : { sid, label }));
  if (labelled.length === 0) return { sql: 'FALSE', columns: [], values: [] };
  if (labelled.length > MOST_LABELS) return { sql: 'TRUE', columns: [], values: [] };
  const cases = labelled.map(({ sid }) => `WHEN ${sid} THEN ?`).join(' ');
  const keys = labelled.map(({ label }) => Buffer.from(`${JSON.stringify(label)}:`));
  const { sql, values } = numberCondition('probabilities', `CASE sid ${cases} END`, keys, range);
  return { sql: `(${sql})`, columns: [PROBABILITIES], values };
}

/** @param key in SQL, bound to `keys` */
function numberCondition(
  column: string,
  key: string,
  keys: readonly Value[],
  { from, to }: NumberRange,
): { sql: string; values: readonly Value[] } {
  const number = `CAST(substr(${column}, instr(${column}, ${key}) + length(${key}), ${NUMBER_BYTES}) AS REAL)`;
  return {
    sql: `${number} BETWEEN ? AND ?`,
    values: [
      ...keys,
      ...keys,
      from === undefined ? Number.NEGATIVE_INFINITY : from - Math.abs(from) * TOLERANCE,
      to === undefined ? Number.POSITIVE_INFINITY : to + Math.abs(to) * TOLERANCE,
    ],
  };
}

/** The value of a member, and what follows: as bytes, in which a place is found without counting characters. */
function columnFrom(member: string): string {
  const bytes = 'CAST(record AS BLOB)';
  const key = `"${member}":`;
  return `substr(${bytes}, instr(${bytes}, CAST('${key}{' AS BLOB)) + ${key.length}) AS ${member}`;
}

const INPUTS = columnFrom('inputs');
const PROBABILITIES = columnFrom('probabilities');
