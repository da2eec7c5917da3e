import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphs } from './onnx.graph.js';

const SCORES = [
  [2, -1, 0.5],
  [-1, 2, 0.25],
];
const VALUES = [
  [1, -2],
  [0.5, 1],
];
const SCORE = [[1], [-1]];
const CENTERS = [-2, 0, 3];
const graph = graphs.answers({ scores: SCORES, values: VALUES, score: SCORE, centers: CENTERS });

/** What a model of one kind answers a row with, as `POST /predict` says it and as cells of CSV. */
interface Said {
  readonly answer: Readonly<Record<string, unknown>>;
  readonly cells: Readonly<Record<string, string>>;
}

/** A model of one kind of answers, on the features `a` and `b`. */
export interface AnswerModel {
  readonly name: string;
  readonly task: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What golden.json says of a row beside its inputs. */
  readonly vector: (row: Pair) => object;
  readonly said: (row: Pair) => Said;
}

type Pair = readonly [a: number, b: number];

const times = ([a, b]: Pair, matrix: readonly (readonly number[])[]) =>
  (matrix[0] ?? []).map((weight, at) => a * weight + b * (matrix[1]?.[at] ?? 0));
const highest = (numbers: readonly number[]) => numbers.indexOf(Math.max(...numbers));
const scoreOf = (row: Pair) => times(row, SCORE)[0] as number;
const distancesOf = (row: Pair) => CENTERS.map((center) => Math.abs(scoreOf(row) - center));
const texts = (numbers: readonly number[]) => numbers.map(String);
const named = <T>(names: readonly string[], values: readonly T[], prefix = '') =>
  Object.fromEntries(names.map((name, at) => [prefix + name, values[at] as T]));

const CLASSES = ['red', 'green "1"', '=blue'];
const CELLS = ['red', 'green "1"', "'=blue"];
const TARGETS = ['__proto__x', 'second, of two'];

/** One of each kind; all numbers of the rows that tests send are exact in binary. */
export const ANSWER_MODELS: readonly AnswerModel[] = [
  {
    name: 'label',
    task: 'classification',
    outputs: { label: 'class', classes: CLASSES },
    vector: (row) => ({ label: CLASSES[highest(times(row, SCORES))] }),
    said: (row) => ({
      answer: { label: CLASSES[highest(times(row, SCORES))], probabilities: null },
      cells: { prediction: CELLS[highest(times(row, SCORES))] as string },
    }),
  },
  {
    name: 'scores',
    task: 'classification',
    outputs: { label: 'class', scores: 'scores', classes: CLASSES },
    vector: (row) => ({ label: CLASSES[highest(times(row, SCORES))], scores: times(row, SCORES) }),
    said: (row) => ({
      answer: {
        label: CLASSES[highest(times(row, SCORES))],
        probabilities: null,
        scores: named(CLASSES, times(row, SCORES)),
      },
      cells: {
        prediction: CELLS[highest(times(row, SCORES))] as string,
        ...named(CLASSES, texts(times(row, SCORES)), 'score_'),
      },
    }),
  },
  ...['score', 'both'].map(
    (scores): AnswerModel => ({
      name: `two-${scores}`,
      task: 'classification',
      outputs: { label: 'second', scores, classes: [false, true] },
      vector: (row) => ({ label: scoreOf(row) > 0, scores: [scoreOf(row)] }),
      said: (row) => ({
        answer: {
          label: String(scoreOf(row) > 0),
          probabilities: null,
          scores: { true: scoreOf(row) },
        },
        cells: { prediction: String(scoreOf(row) > 0), score_true: String(scoreOf(row)) },
      }),
    }),
  ),
  {
    name: 'double',
    task: 'regression',
    outputs: { value: 'third', unit: 'm' },
    vector: (row) => ({ value: scoreOf(row) / 3 }),
    said: (row) => ({
      answer: { value: scoreOf(row) / 3, unit: 'm' },
      cells: { prediction: String(scoreOf(row) / 3) },
    }),
  },
  ...(['values', 'thirds'] as const).map((values): AnswerModel => {
    const numbers = (row: Pair) => times(row, VALUES).map((v) => (values === 'values' ? v : v / 3));
    return {
      name: values,
      task: 'regression',
      outputs: { values, targets: TARGETS },
      vector: (row) => ({ values: numbers(row) }),
      said: (row) => ({
        answer: { values: named(TARGETS, numbers(row)) },
        cells: named(TARGETS, texts(numbers(row)), 'prediction_'),
      }),
    };
  }),
  {
    name: 'labels',
    task: 'multi-label',
    outputs: { labels: 'flags', names: TARGETS },
    vector: (row) => ({ labels: times(row, VALUES).map((value) => Number(value > 0)) }),
    said: (row) => ({
      answer: {
        labels: TARGETS.filter((_, at) => (times(row, VALUES)[at] as number) > 0),
        probabilities: null,
      },
      cells: named(
        TARGETS,
        times(row, VALUES).map((value) => String(Number(value > 0))),
        'label_',
      ),
    }),
  },
  {
    name: 'anomaly',
    task: 'anomaly',
    outputs: { label: 'sign', score: 'score' },
    vector: (row) => ({ label: scoreOf(row) > 0 ? 'inlier' : 'outlier', score: scoreOf(row) }),
    said: (row) => {
      const label = scoreOf(row) > 0 ? 'inlier' : 'outlier';
      const score = scoreOf(row);
      return { answer: { label, score }, cells: { prediction: label, score: String(score) } };
    },
  },
  ...([undefined, 'distances'] as const).map((scores): AnswerModel => {
    const names = CENTERS.map((_, at) => String(at));
    const labelOf = (row: Pair) => highest(distancesOf(row).map((distance) => -distance));
    return {
      name: scores === undefined ? 'clusters' : 'distances',
      task: 'clustering',
      outputs: { label: 'nearest', clusters: CENTERS.length, ...(scores ? { scores } : {}) },
      vector: (row) => ({ label: labelOf(row), ...(scores ? { scores: distancesOf(row) } : {}) }),
      said: (row) => ({
        answer: {
          label: String(labelOf(row)),
          ...(scores ? { scores: named(names, distancesOf(row)) } : {}),
        },
        cells: {
          prediction: String(labelOf(row)),
          ...(scores ? named(names, texts(distancesOf(row)), 'score_') : {}),
        },
      }),
    };
  }),
];

/** Rows that no model is undecided of. */
export const ANSWER_ROWS: readonly Pair[] = [
  [1, 0.5],
  [0.25, 2],
  [-1, -3],
  [8, 1],
];

/** Writes the folder of a model. */
export function writeAnswerModel(folder: string, model: AnswerModel, change: object = {}): void {
  const path = join(folder, model.name, '1');
  mkdirSync(path, { recursive: true });
  const features = ['a', 'b'].map((name) => ({ name, dtype: 'float32' }));
  const contract = {
    contractVersion: 2,
    name: model.name,
    version: '1',
    task: model.task,
    sha256: createHash('sha256').update(graph).digest('hex'),
    inputs: [{ tensor: 'x', features }],
    outputs: model.outputs,
    examples: [{ title: 'one', inputs: { a: 1, b: 0.5 } }],
  };
  const vectors = ANSWER_ROWS.map((inputs) => ({ inputs, ...model.vector(inputs) }));
  const golden = { tolerance: 1e-6, spread: 1, features: ['a', 'b'], vectors, ...change };
  writeFileSync(join(path, 'model.onnx'), graph);
  writeFileSync(join(path, 'model.json'), JSON.stringify(contract));
  // What is no JSON, as a reader may be given it all the same.
  const text = JSON.stringify(golden, (_, value) => (value === Infinity ? 'Infinity' : value));
  writeFileSync(join(path, 'golden.json'), text.replace('"Infinity"', '1e999'));
}
