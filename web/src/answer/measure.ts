import { numberText, shareText } from '../part/number.text.ts';

/** What the numbers of an answer are, and so how they are shown. */
export interface Measure {
  readonly name: 'probability' | 'score' | 'distance' | 'value';
  /** One for each of something, in words. */
  readonly each: string;
  /** Words for that of one name. */
  readonly wordsOf: (name: string) => string;
  readonly text: (value: number) => string;
  /** Whether they go from 0 to 1, and nowhere else. */
  readonly isShare: boolean;
  /** Whether it is the smallest that was chosen. */
  readonly isNearness: boolean;
}

const PLAIN = { text: numberText, isShare: false, isNearness: false };

export const PROBABILITY: Measure = {
  name: 'probability',
  each: 'probability of each',
  wordsOf: (name) => `the probability of ${name}`,
  text: shareText,
  isShare: true,
  isNearness: false,
};

/** A decision value, which may be below 0. */
export const SCORE: Measure = {
  ...PLAIN,
  name: 'score',
  each: 'score of each',
  wordsOf: (name) => `the score of ${name}`,
};

export const DISTANCE: Measure = {
  ...PLAIN,
  name: 'distance',
  each: 'distance to each',
  wordsOf: (name) => `the distance to cluster ${name}`,
  isNearness: true,
};

export const VALUE: Measure = {
  ...PLAIN,
  name: 'value',
  each: 'value of each',
  wordsOf: (name) => `the prediction of ${name}`,
};
