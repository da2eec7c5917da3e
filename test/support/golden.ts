import { readFileSync } from 'node:fs';
import type { Golden, GoldenVector } from '#dist/inference/registry/golden.comparison.js';

/** What an answer says of one row. */
export interface Answer {
  label?: string;
  probabilities?: Record<string, number>;
  value?: number;
}

export function goldenOf(folder: string, name: string, version = '1'): Golden {
  return JSON.parse(readFileSync(`${folder}/${name}/${version}/golden.json`, 'utf8')) as Golden;
}

/** A vector's inputs by feature name; missing ones are null. */
export function rowOf({ features }: Golden, { inputs }: GoldenVector) {
  return Object.fromEntries(features.map((name, at) => [name, inputs[at] ?? null]));
}

/** All vectors as a CSV file. */
export function csvOf({ features, vectors }: Golden): string {
  return [
    features.join(','),
    ...vectors.map(({ inputs }) => inputs.map((v) => v ?? '').join(',')),
  ].join('\n');
}

/** What differs between an answer and the trainer's own; null when nothing does. */
export function differenceOf(
  { tolerance }: Golden,
  vector: GoldenVector,
  answer: Answer,
): string | null {
  if (vector.value !== undefined) {
    const isClose =
      Math.abs((answer.value ?? Number.NaN) - vector.value) <=
      tolerance * Math.max(1, Math.abs(vector.value));
    return isClose ? null : `value ${answer.value} where the trainer says ${vector.value}`;
  }
  if (!vector.tie && answer.label !== String(vector.label)) {
    return `label ${answer.label} where the trainer says ${vector.label}`;
  }
  const ours = Object.values(answer.probabilities ?? {});
  const theirs = vector.probabilities ?? [];
  const isClose =
    ours.length === theirs.length &&
    ours.every((p, at) => Math.abs(p - (theirs[at] as number)) <= tolerance);
  return isClose ? null : `probabilities ${ours} where the trainer says ${theirs}`;
}
