import { expect, it } from '@jest/globals';
import { ANYBODY } from '#dist/domain/caller.js';
import { loadModel } from '#dist/inference/registry/model.loader.js';
import { ModelProvider } from '#dist/inference/registry/model.provider.js';
import { MODEL_DIR, ROW, type TestApp } from './support/test.app.js';
import { csvOf } from './support/upload.js';
import { withApp } from './support/with.app.js';

const SWAPS = 12;
const CSV = csvOf(20_000);

/** Another one of the model that is served. */
function reload(models: ModelProvider) {
  const { contract, card, goldenVectors } = models.find('iris', undefined, ANYBODY);
  const options = { folder: MODEL_DIR, maxBytes: 1_000_000, maxRows: 64, maxWaitMs: 0 };
  return loadModel({ contract, card, goldenVectors }, options);
}

/** Asks until it is told to stop. */
async function ask(app: TestApp, isOver: () => boolean): Promise<number[]> {
  const statuses: number[] = [];
  while (!isOver()) statuses.push((await app.post('/predict', ROW)).status);
  return statuses;
}

it('a model that is replaced answers those who have it, and is closed after the last of them', () =>
  withApp({}, async (app) => {
    const models = app.app.get(ModelProvider);
    let closed = 0;
    models.onClosed(() => closed++);
    let isOver = false;
    const asking = Array.from({ length: 8 }, () => ask(app, () => isOver));
    const files: Promise<Response>[] = [];
    for (let swap = 0; swap < SWAPS; swap++) {
      if (swap % 4 === 0) files.push(app.postCsv('/predict-batch', CSV));
      models.add(await reload(models));
      expect((await app.post('/predict', ROW)).status).toBe(200);
    }
    const answers = await Promise.all(files);
    expect(answers.map(({ status }) => status)).toEqual(files.map(() => 200));
    isOver = true;
    const statuses = (await Promise.all(asking)).flat();
    expect(statuses.length).toBeGreaterThan(SWAPS);
    expect(statuses.every((status) => status === 200)).toBe(true);
    expect([closed, models.list(ANYBODY)]).toEqual([
      SWAPS,
      [models.find('iris', undefined, ANYBODY)],
    ]);
    // What the threads kept of those that were closed is not missed.
    expect((await app.postCsv('/predict-batch', CSV)).status).toBe(200);
  }));

it('a model that somebody still has is not closed, and then it is', () =>
  withApp({}, async (app) => {
    const models = app.app.get(ModelProvider);
    let closed = 0;
    models.onClosed(() => closed++);
    const held = models.lease('iris', undefined, ANYBODY);
    models.add(await reload(models));
    await expect(held.batcher.predict(ROW)).resolves.toMatchObject({ row: 0 });
    expect(closed).toBe(0);
    held.release();
    expect(closed).toBe(1);
  }));
