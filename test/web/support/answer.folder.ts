import { ANSWER_MODELS, type AnswerModel, writeAnswerModel } from '../../support/answer.models.js';
import { editJson } from '../../support/model.copy.js';
import { temporaryFolder } from '../../support/test.app.js';
import { longNames } from '../../support/wide.model.js';

/** Names of a data warehouse, which no line breaks by itself. */
export const LONG = longNames('name', 3, 75);
const UNSAID = { said: () => ({ answer: {}, cells: {} }) };
const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

const named = (name: string) => ANSWER_MODELS.find((one) => one.name === name) as AnswerModel;
const [SCORES, VALUES, LABELS] = ['scores', 'values', 'labels'].map(named) as [
  AnswerModel,
  AnswerModel,
  AnswerModel,
];
const valuesOf = (row: readonly [number, number]) =>
  (VALUES.vector(row) as { values: number[] }).values;
const labelsOf = (row: readonly [number, number]) =>
  (LABELS.vector(row) as { labels: number[] }).labels;
const classOf = (row: readonly [number, number]) => {
  const { scores } = SCORES.vector(row) as { scores: number[] };
  return { at: scores.indexOf(Math.max(...scores)), scores };
};

/** Kinds of answers that have no exact numbers, and those with long names. */
const MORE: readonly AnswerModel[] = [
  {
    ...UNSAID,
    name: 'odds',
    task: 'multi-label',
    outputs: { labels: 'flags', probabilities: 'odds', names: ['toxic', 'rude'] },
    vector: (row) => ({ labels: labelsOf(row), probabilities: valuesOf(row).map(sigmoid) }),
  },
  {
    ...UNSAID,
    name: 'long-odds',
    task: 'multi-label',
    outputs: { labels: 'flags', probabilities: 'odds', names: LONG.slice(1) },
    vector: (row) => ({ labels: labelsOf(row), probabilities: valuesOf(row).map(sigmoid) }),
  },
  {
    ...UNSAID,
    name: 'long-values',
    task: 'regression',
    outputs: { values: 'values', targets: LONG.slice(1), unit: 'kg' },
    vector: (row) => ({ values: valuesOf(row) }),
  },
  {
    ...UNSAID,
    name: 'long-scores',
    task: 'classification',
    outputs: { label: 'class', scores: 'scores', classes: LONG },
    vector: (row) => ({ label: LONG[classOf(row).at], scores: classOf(row).scores }),
  },
  {
    ...UNSAID,
    name: 'long-label',
    task: 'classification',
    outputs: { label: 'class', classes: LONG },
    vector: (row) => ({ label: LONG[classOf(row).at] }),
  },
];

/** Every kind of answers there is. */
export const KINDS = [...ANSWER_MODELS, ...MORE];

/** Models of all kinds, whose features have a range; each with metrics of its kind. */
export function answerFolder() {
  const folder = temporaryFolder();
  for (const model of KINDS) {
    writeAnswerModel(folder.path, model);
    editJson(folder.path, model.name, 'model.json', (contract) => {
      const [{ features } = { features: [] }] = contract.inputs as { features: object[] }[];
      for (const feature of features) Object.assign(feature, { training: { min: -4, max: 4 } });
      const { targets, names, classes } = model.outputs as Record<string, string[] | undefined>;
      const own = (targets ?? names ?? classes ?? []).map(String);
      const perName = Object.fromEntries(own.map((name) => [name, { quality: 0.5 }]));
      contract.metrics = { rows: 20, quality: 0.75, perName };
    });
  }
  return folder;
}
