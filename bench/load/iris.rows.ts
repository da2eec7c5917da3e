import { readFileSync } from 'node:fs';
import type { Golden } from '#dist/inference/registry/golden.comparison.js';

const golden: Golden = JSON.parse(readFileSync('model/iris/1/golden.json', 'utf8'));

/** The names of the features, in the order of the model. */
export const FEATURES = golden.features;

/** The 150 rows of the data set. */
export const IRIS_ROWS = golden.vectors
  .filter(({ origin }) => origin === 'dataset')
  .map(({ inputs }) => inputs as readonly number[]);

/** The rows as bodies of `POST /predict`. */
export const IRIS_BODIES = IRIS_ROWS.map((row) =>
  JSON.stringify(Object.fromEntries(FEATURES.map((name, at) => [name, row[at]]))),
);
