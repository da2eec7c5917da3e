import type { Contract } from '../api/client.ts';
import { DISTANCE, type Measure, PROBABILITY, SCORE, VALUE } from './measure.ts';
import { namedNumbers, type Said } from './said.ts';

/** A number that each answer of a model has, so that it can be followed from row to row. */
export interface Track {
  /** Whose it is, or what. */
  readonly name: string;
  /** The same within a sentence. */
  readonly words: string;
  readonly of: (said: Said) => number;
  /** What it tells, where that is not plain. */
  readonly meaning?: string;
}

/** What a model answers with: the one place of the page that asks for the task. */
export interface AnswerKind {
  /** The member of an answer that says it first. */
  readonly member: 'label' | 'labels' | 'value' | 'values';
  /** What each of its names is of. */
  readonly noun: 'class' | 'cluster' | 'label' | 'target';
  /** As the answers have them; none where all is one value. */
  readonly names: readonly string[];
  /** What its numbers are; null where it has none. */
  readonly measure: Measure | null;
  readonly tracks: readonly Track[];
  /** Whose spread over many rows is worth a look, each with its column in a table of answers. */
  readonly spreads: readonly { readonly name: string; readonly column: string }[];
  readonly unit?: string | undefined;
}

const CHOICE = { member: 'label', noun: 'class', measure: null, tracks: [], spreads: [] } as const;
const ANOMALY: AnswerKind = {
  ...CHOICE,
  names: ['inlier', 'outlier'],
  measure: SCORE,
  tracks: [
    {
      name: 'Score',
      words: 'the score',
      of: ({ score }) => score ?? Number.NaN,
      meaning: 'below 0 for an outlier',
    },
  ],
  spreads: [{ name: 'score', column: 'score' }],
};
const ONE_VALUE: AnswerKind = {
  ...CHOICE,
  member: 'value',
  names: [],
  measure: VALUE,
  tracks: [{ name: 'Prediction', words: 'the prediction', of: ({ value }) => value ?? Number.NaN }],
  spreads: [{ name: 'value', column: 'prediction' }],
};

const kinds = new WeakMap<Contract, AnswerKind>();

export function kindOf(contract: Contract): AnswerKind {
  const kind = kinds.get(contract) ?? madeOf(contract);
  kinds.set(contract, kind);
  return kind;
}

/** Labels that the answers of a model may have, by which they are counted and found; else none. */
export function labelsOf(contract: Contract): readonly string[] {
  const { member, names } = kindOf(contract);
  return member === 'label' ? names : [];
}

function madeOf({ task, outputs }: Contract): AnswerKind {
  if (task === 'anomaly') return ANOMALY;
  if (task === 'clustering') return clusteringOf(outputs);
  if (task === 'multi-label') return multiLabelOf(outputs);
  return task === 'regression' ? regressionOf(outputs) : classificationOf(outputs);
}

type Outputs = Contract['outputs'];

function classificationOf({ classes = [], probabilities, scores }: Outputs): AnswerKind {
  const names = classes.map(String);
  if (probabilities) return { ...CHOICE, names, ...numbers(PROBABILITY, names) };
  // Of two classes, only the second has a score.
  const scored = names.length === 2 ? names.slice(1) : names;
  return { ...CHOICE, names, ...(scores && numbers(SCORE, scored)) };
}

function clusteringOf({ clusters = 0, scores }: Outputs): AnswerKind {
  const names = Array.from({ length: clusters }, (_, at) => String(at));
  return { ...CHOICE, noun: 'cluster', names, ...(scores && numbers(DISTANCE, names)) };
}

function multiLabelOf({ names = [], probabilities }: Outputs): AnswerKind {
  const kind = { ...CHOICE, member: 'labels', noun: 'label', names } as const;
  return { ...kind, ...(probabilities && numbers(PROBABILITY, names)) };
}

function regressionOf({ targets, unit }: Outputs): AnswerKind {
  if (targets === undefined) return { ...ONE_VALUE, unit };
  const spreads = targets.map((name) => ({ name, column: `prediction_${name}` }));
  const kind = { ...CHOICE, member: 'values', noun: 'target', names: targets } as const;
  return { ...kind, ...numbers(VALUE, targets), spreads, unit };
}

function numbers(measure: Measure, names: readonly string[]) {
  const numberOf = (said: Said, name: string) => namedNumbers(said)?.numbers[name] ?? Number.NaN;
  const tracks = names.map((name) => ({
    name,
    words: measure.wordsOf(name),
    of: (said: Said) => numberOf(said, name),
  }));
  return { measure, tracks };
}
