import { csvOf, goldenOf, rowOf } from './golden.js';
import type { Item } from './history.walk.js';
import { FIXTURE_DIR, type TestApp } from './test.app.js';

const MODELS = ['diabetes', 'penguins-mixed', 'wine-gb'] as const;
/** Rows of each file, and different rows of each model. */
export const FILE_ROWS = 30;

const goldens = MODELS.map((name) => {
  const golden = goldenOf(FIXTURE_DIR, name);
  return { name, golden: { ...golden, vectors: golden.vectors.slice(0, FILE_ROWS) } };
});

/** One prediction of the model and row that stand at a place, as the history should show it. */
export async function predictAt(app: TestApp, at: number): Promise<Item> {
  const { name, golden } = goldens[at % MODELS.length] as (typeof goldens)[number];
  const inputs = rowOf(golden, golden.vectors[at % FILE_ROWS] as (typeof golden.vectors)[number]);
  const answer = await app.post(`/predict?model=${name}`, inputs);
  return { ...((await answer.json()) as Item), inputs, source: 'single' };
}

/** One file of the model that stands at a place, as the history should show it. */
export async function uploadAt(app: TestApp, at: number): Promise<Item[]> {
  const { name, golden } = goldens[at % MODELS.length] as (typeof goldens)[number];
  const headers = { accept: 'application/x-ndjson' };
  const answer = await app.postCsv(`/predict-batch?model=${name}`, csvOf(golden), headers);
  const lines = (await answer.text()).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Item);
}

/** Predictions and files of three models; gives what the history should be, newest first. */
export async function seedHistory(app: TestApp): Promise<Item[]> {
  const entries: Item[][] = [];
  for (let at = 0; at < 30; at++) {
    entries.push(at % 5 === 4 ? await uploadAt(app, at) : [await predictAt(app, at)]);
  }
  return entries.reverse().flat();
}
