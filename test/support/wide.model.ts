import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphs } from './onnx.graph.js';

export interface WideModel {
  readonly name: string;
  readonly features: number;
  readonly classes: number;
  /** How long the names of features and classes are. */
  readonly signs: number;
}

/** What the model was trained on, by the contract. */
const RANGE = { min: -1, max: 1 };
const BINS = 20;

/** Names of a length that no line breaks by itself, each of its own. */
export function longNames(kind: string, count: number, signs: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const end = `_${kind}_${at}`;
    return (
      'as_long_as_a_column_of_a_data_warehouse_is_'.repeat(3).slice(0, signs - end.length) + end
    );
  });
}

/** Writes a model folder with many features and classes of long names, without a trainer. */
export function writeWideModel(folder: string, model: WideModel): void {
  const path = join(folder, model.name, '1');
  // The first feature says most, the last next to nothing.
  const weights = Array.from({ length: model.features }, (_, row) =>
    Array.from({ length: model.classes }, (_, at) =>
      Math.fround((4 * Math.sin(row + 2 * at)) / (row + 1)),
    ),
  );
  const graph = graphs.classifier(weights);
  const sha256 = createHash('sha256').update(graph).digest('hex');
  mkdirSync(path, { recursive: true });
  const files = {
    'model.json': contractOf(model, sha256),
    'golden.json': goldenOf(model, weights),
  };
  writeFileSync(join(path, 'model.onnx'), graph);
  for (const [file, content] of Object.entries(files))
    writeFileSync(join(path, file), JSON.stringify(content));
  writeFileSync(join(path, 'README.md'), cardOf(model));
}

function contractOf({ name, features, classes, signs }: WideModel, sha256: string) {
  const names = longNames('feature', features, signs);
  const inputsOf = (value: number) => Object.fromEntries(names.map((one) => [one, value]));
  return {
    contractVersion: 1,
    name,
    version: '1',
    title: `A wide model, ${longNames('title', 1, signs)[0]}`,
    description: 'Which of many classes a row of many features is.',
    task: 'classification',
    sha256,
    inputs: [{ tensor: 'x', features: names.map(featureOf) }],
    outputs: {
      label: 'label',
      probabilities: 'probabilities',
      classes: longNames('class', classes, signs),
    },
    metrics: metricsOf(longNames('class', classes, signs)),
    examples: [
      { title: 'usual', inputs: inputsOf(0.25) },
      { title: longNames('example', 1, signs)[0], inputs: inputsOf(-0.5) },
      { title: 'out of range', inputs: inputsOf(3) },
    ],
    provenance: { seed: 1, dataset: { name: longNames('dataset', 1, signs)[0], rows: 400 } },
  };
}

function featureOf(name: string, at: number) {
  const edges = Array.from({ length: BINS + 1 }, (_, bin) => -1 + (2 * bin) / BINS);
  return {
    name,
    dtype: 'float32',
    description: at % 2 === 0 ? `Measure number ${at}` : '',
    unit: at % 3 === 0 ? 'cm' : '',
    hard: { min: -100, max: 100 },
    training: {
      ...RANGE,
      n: 400,
      mean: 0,
      quantiles: { '0.05': -0.9, '0.5': 0, '0.95': 0.9 },
      binEdges: edges,
      binCounts: edges.slice(1).map((_, bin) => 10 + ((bin * (at + 3)) % 20)),
    },
  };
}

function metricsOf(classes: readonly string[]) {
  const scores = { precision: 0.9, recall: 0.8, f1: 0.85, support: 10 };
  return {
    split: 'held-out',
    rows: 10 * classes.length,
    accuracy: 0.8,
    perClass: Object.fromEntries(classes.map((name) => [name, scores])),
    confusionMatrix: classes.map((_, row) => classes.map((_, at) => (at === row ? 8 : 0))),
  };
}

/** One row, with the answer that the weights give. */
function goldenOf({ features, classes, signs }: WideModel, weights: readonly number[][]) {
  const inputs = Array.from({ length: features }, (_, at) => Math.fround(Math.cos(at)));
  const scores = Array.from({ length: classes }, (_, at) =>
    inputs.reduce((sum, value, row) => sum + value * (weights[row]?.[at] ?? 0), 0),
  );
  const shares = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const total = shares.reduce((sum, share) => sum + share);
  const best = scores.indexOf(Math.max(...scores));
  return {
    tolerance: 1e-4,
    features: longNames('feature', features, signs),
    vectors: [
      {
        inputs,
        label: longNames('class', classes, signs)[best],
        probabilities: shares.map((share) => share / total),
      },
    ],
  };
}

function cardOf({ features, signs }: WideModel): string {
  const rows = longNames('feature', features, signs).map((name) => `| \`${name}\` | float32 |`);
  return `What it is for.

## Features

| feature | type |
| --- | --- |
${rows.join('\n')}

## Example

\`\`\`sh
curl -s 'localhost:8000/predict'
\`\`\`
`;
}
