import type { DuelResult } from '../rounds.js';
import type { SuiteResult } from './result.file.js';
import { numberText, textTable } from './text.table.js';

const HEADER = ['', 'limit', 'tabserve', 'ratio', 'min', 'max'];

/** Medians of all figures of a suite, with the ratios that were formed. */
export function figureTable({ duels }: SuiteResult): string {
  return textTable([HEADER, ...duels.flatMap(rowsOf)]);
}

function rowsOf(duel: DuelResult): string[][] {
  const { name, limitTitle, limit, subject, ratios } = duel;
  const names = new Set([...Object.keys(ratios), ...Object.keys(subject), ...Object.keys(limit)]);
  const rows = [...names].map((figure) => [
    `  ${figure}`,
    numberText(limit[figure]?.median),
    numberText(subject[figure]?.median),
    numberText(ratios[figure]?.median),
    numberText(ratios[figure]?.min),
    numberText(ratios[figure]?.max),
  ]);
  return [[`${name}, against ${limitTitle}`], ...rows];
}
