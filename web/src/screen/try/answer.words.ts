import { numberText, shareText } from '../../part/number.text.ts';

/** What a model says of a row; a prediction and a row of a batch have this in common. */
export interface Said {
  readonly label?: string;
  readonly probabilities?: Readonly<Record<string, number>>;
  readonly value?: number;
  readonly unit?: string;
}

/** An answer as one phrase: `setosa, 97.3%` or `152.1 points`. */
export function answerWords({ label, probabilities, value, unit }: Said): string {
  if (label === undefined) return valueWords(value ?? Number.NaN, unit);
  const share = probabilities?.[label];
  return share === undefined ? String(label) : `${label}, ${shareText(share)}`;
}

export function valueWords(value: number, unit: string | undefined): string {
  return unit === undefined ? numberText(value) : `${numberText(value)} ${unit}`;
}
