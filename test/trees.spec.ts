import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, csvOf, goldenOf, rowOf } from './support/golden.js';
import { lineOf, logOf } from './support/server.log.js';
import { type ServerProcess, startProcess, stopAll } from './support/server.process.js';
import { FIXTURE_DIR } from './support/test.app.js';

describe('a model of trees', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startProcess({
      MODEL_DIR: FIXTURE_DIR,
      LOG_LEVEL: 'debug',
      HISTORY_URL: 'sqlite::memory:',
    });
  });
  afterAll(async () => {
    await server.stop('SIGTERM');
    stopAll();
  });

  it.each(['wine-gb', 'diabetes'])(
    'answers rows one by one from them as the runtime answers them in a file: %s',
    async (model) => {
      const said = `model ${model}/1 answers small groups from its trees`;
      await lineOf(server, ({ msg }) => msg === said);
      const golden = goldenOf(FIXTURE_DIR, model);
      const file = await server.postCsv(`/predict-batch?model=${model}`, csvOf(golden));
      const { predictions } = (await file.json()) as { predictions: Answer[] };
      expect(predictions).toHaveLength(golden.vectors.length);
      for (const [at, vector] of golden.vectors.entries()) {
        const single = await server.post(`/predict?model=${model}`, rowOf(golden, vector));
        expect(outcomeOf((await single.json()) as Answer)).toEqual(outcomeOf(predictions[at]));
      }
    },
  );

  it('is one only where its graph is', async () => {
    await lineOf(server, ({ msg }) => msg === 'loading model penguins-mixed/1');
    const said = logOf(server).filter(({ msg }) => /penguins-mixed.*trees/.test(msg));
    expect(said).toEqual([]);
  });
});

function outcomeOf({ label, probabilities, value }: Answer = {}): Answer {
  return {
    ...(label ? { label } : {}),
    ...(probabilities ? { probabilities } : {}),
    ...(value ? { value } : {}),
  };
}
