import { timeOf, timeText } from '../../domain/iso.time.js';
import { limitsOf } from '../../inference/contract/feature.schema.js';
import { type FeatureContract, mayMiss } from '../../inference/contract/model.contract.js';
import { adviceOnWord } from './cell.advice.js';
import { beyondLimit, type CellFault, shownCell, unknownCategory } from './cell.fault.js';
import { truthOf } from './truth.word.js';

/** @returns the value as a block keeps it, or why the cell is refused */
export type TextCell = (text: string) => number | string | null | CellFault;

/** How cells of a feature that is no number are read; null for one that is. */
export function textCellOf(feature: FeatureContract): TextCell | null {
  switch (feature.dtype) {
    case 'string':
      return wordCell(feature);
    case 'boolean':
      return truthCell(feature);
    case 'datetime':
      return timeCell(feature);
    default:
      return null;
  }
}

/** Spaces around a category are no part of it, unless it is known with them. */
function wordCell(feature: FeatureContract): TextCell {
  const { categories, openCategories = false } = feature;
  const known = categories === undefined ? null : new Set(categories as readonly string[]);
  const isMissing = mayMiss(feature);
  return (text) => {
    if (known?.has(text)) return text;
    const bare = text.trim();
    if (known?.has(bare)) return bare;
    if (isMissing && bare === '') return null;
    const isTaken = text !== '' && (known === null || openCategories);
    return isTaken ? text : unknownCategory(text, known);
  };
}

function truthCell(feature: FeatureContract): TextCell {
  const isMissing = mayMiss(feature);
  return (text) => {
    const truth = truthOf(text);
    if (truth !== undefined) return Number(truth);
    if (isMissing && text.trim() === '') return Number.NaN;
    const advice = adviceOnWord(text, isMissing) ?? '; write true or false, yes or no, 1 or 0';
    return {
      code: 'not_a_boolean',
      detail: `${shownCell(text)} is neither true nor false${advice}`,
    };
  };
}

function timeCell(feature: FeatureContract): TextCell {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limitsOf(feature);
  const isMissing = mayMiss(feature);
  return (text) => {
    const bare = text.trim();
    const time = timeOf(bare);
    if (time >= min && time <= max) return time;
    if (!Number.isNaN(time)) return beyondLimit(text, time < min, timeText(time < min ? min : max));
    if (isMissing && bare === '') return Number.NaN;
    const advice = adviceOnWord(text, isMissing) ?? EXAMPLE;
    return { code: 'not_a_datetime', detail: `${shownCell(text)} is no date or time${advice}` };
  };
}

const EXAMPLE = '; write it as ISO 8601 does: 2026-01-31, or 2026-01-31T08:30:00Z';
