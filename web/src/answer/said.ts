import type { Schemas } from '../api/client.ts';
import { numberText } from '../part/number.text.ts';
import { DISTANCE, type Measure, PROBABILITY, SCORE, VALUE } from './measure.ts';

/** What a model says of a row; a prediction, a row of a batch and one of the history have this in common. */
export type Said = Pick<
  Schemas['PredictionAnswer'],
  'label' | 'labels' | 'probabilities' | 'scores' | 'score' | 'value' | 'values' | 'unit'
>;

/** Numbers of an answer that are each of a class, a cluster, a label or a target. */
export interface NamedNumbers {
  readonly measure: Measure;
  readonly numbers: Readonly<Record<string, number>>;
}

/** The number of what was chosen. */
export interface Lead {
  readonly measure: Measure;
  readonly value: number;
  /** Whose it is, where it is not of what was chosen: of two classes only the second has a score. */
  readonly of: string | null;
}

/** What an answer has, told from its members alone: it may be older than the contract at hand. */
export function namedNumbers({ probabilities, scores, values }: Said): NamedNumbers | null {
  if (probabilities) return { measure: PROBABILITY, numbers: probabilities };
  // A classification without probabilities says so; a clustering never has any.
  if (scores) return { measure: probabilities === null ? SCORE : DISTANCE, numbers: scores };
  return values ? { measure: VALUE, numbers: values } : null;
}

/** null where nothing is chosen, or without a number. */
export function leadOf(said: Said): Lead | null {
  const { label, score } = said;
  if (label === undefined) return null;
  if (score !== undefined) return { measure: SCORE, value: score, of: null };
  const { measure, numbers } = namedNumbers(said) ?? {};
  if (measure === undefined || numbers === undefined) return null;
  if (Object.hasOwn(numbers, label)) return { measure, value: numbers[label] as number, of: null };
  const [[of, value] = []] = Object.entries(numbers);
  return of === undefined || value === undefined || measure.isShare ? null : { measure, value, of };
}

/** `97.3%`, `score 1.25`; empty without a number. */
export function leadText(said: Said): string {
  const lead = leadOf(said);
  if (lead === null) return '';
  const { measure, value, of } = lead;
  if (measure.isShare) return measure.text(value);
  return `${measure.name}${of === null ? '' : ` of ${of}`} ${measure.text(value)}`;
}

/**
 * What was chosen or predicted, in few words: `setosa`, `152.1 points`, `width 3, height 4`.
 * @param most of several labels or values
 */
export function headline({ label, labels, value, values, unit }: Said, most = 3): string {
  if (label !== undefined) return label;
  if (labels !== undefined) return labels.length === 0 ? 'No label' : listed(labels, most);
  if (values === undefined) return value === undefined ? '' : valueWords(value, unit);
  const parts = Object.entries(values).map(([name, one]) => `${name} ${valueWords(one, unit)}`);
  return listed(parts, most);
}

/** An answer as one phrase: `setosa, 97.3%`. */
export function answerWords(said: Said): string {
  const lead = leadText(said);
  return lead === '' ? headline(said) : `${headline(said)}, ${lead}`;
}

export function valueWords(value: number, unit: string | undefined): string {
  return unit === undefined ? numberText(value) : `${numberText(value)} ${unit}`;
}

function listed(parts: readonly string[], most: number): string {
  // One more takes no more room than saying so.
  const isWhole = parts.length <= most + 1;
  return isWhole
    ? parts.join(', ')
    : `${parts.slice(0, most).join(', ')} and ${parts.length - most} more`;
}
