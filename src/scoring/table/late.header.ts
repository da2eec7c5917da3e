import type { FeatureContract } from '../../inference/contract/model.contract.js';
import { ColumnOwners } from './column.plan.js';
import { CsvScanner } from './csv.scanner.js';
import { type ColumnMapping, codeOf, DELIMITERS } from './table.options.js';

/** Titles and comments above a table are not longer than this. */
const MOST_RECORDS = 50;

/**
 * Line of the first record below the one on which the scanner stands that names all features, whatever
 * separates it; undefined when there is none near.
 */
export function lateHeaderLine(
  { bytes, recordStart, line }: CsvScanner,
  features: readonly FeatureContract[],
  mapping: ColumnMapping | undefined,
): number | undefined {
  const owners = new ColumnOwners(features, mapping);
  const below = bytes.subarray(recordStart);
  for (const delimiter of DELIMITERS) {
    const scanner = new CsvScanner(below.length, codeOf(delimiter));
    scanner.startAt(line);
    scanner.push(below);
    for (let record = 0; record < MOST_RECORDS && scanner.next(); record++) {
      if (record > 0 && isHeader(scanner, owners, features)) return scanner.line;
    }
  }
  return undefined;
}

function isHeader(
  scanner: CsvScanner,
  owners: ColumnOwners,
  features: readonly FeatureContract[],
): boolean {
  const named = new Set(scanner.texts.map((name) => owners.of(name)));
  return features.every(({ required }, at) => required === false || named.has(at));
}
