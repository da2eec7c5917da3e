import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, csvOf, differenceOf, goldenOf, rowOf } from './support/golden.js';
import { FIXTURE_DIR, MODEL_DIR, startApp, type TestApp } from './support/test.app.js';

/** Requests under way at once. */
const CONCURRENCY = 32;

describe.each([
  [MODEL_DIR, 'iris'],
  [FIXTURE_DIR, 'diabetes'],
  [FIXTURE_DIR, 'penguins-mixed'],
  [FIXTURE_DIR, 'wine-gb'],
])('the trainer’s own answers: %s/%s', (folder, name) => {
  const golden = goldenOf(folder, name);
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp({ MODEL_DIR: folder });
  });
  afterAll(() => app.close());

  /** Differences over all vectors, given the answer to each of them. */
  const differences = (answers: readonly Answer[]) =>
    golden.vectors
      .map((vector, at) => differenceOf(golden, vector, answers[at] ?? {}))
      .filter(Boolean);

  it('come from POST /predict, one by one', async () => {
    const answers: Answer[] = [];
    const queue = golden.vectors.entries();
    const work = async () => {
      for (const [at, vector] of queue) {
        const response = await app.post(`/predict?model=${name}`, rowOf(golden, vector));
        answers[at] = (await response.json()) as Answer;
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    expect(answers).toHaveLength(golden.vectors.length);
    expect(differences(answers)).toEqual([]);
  });

  it('come from a CSV file', async () => {
    const response = await app.postCsv(`/predict-batch?model=${name}`, csvOf(golden));
    const { predictions } = (await response.json()) as { predictions: Answer[] };
    expect(predictions).toHaveLength(golden.vectors.length);
    expect(differences(predictions)).toEqual([]);
  });

  it('come from a JSON array', async () => {
    const rows = golden.vectors.map((vector) => rowOf(golden, vector));
    const response = await app.post(`/predict-batch?model=${name}`, rows);
    const { predictions } = (await response.json()) as { predictions: Answer[] };
    expect(differences(predictions)).toEqual([]);
  });
});
