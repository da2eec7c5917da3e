import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type ApiDocument, readApiDocument } from './support/api.document.js';
import { ROW, startApp, type TestApp } from './support/test.app.js';

let app: TestApp;
let api: ApiDocument;
beforeAll(async () => {
  app = await startApp();
  api = await readApiDocument(app);
});
afterAll(() => app.close());

/** Whether a document has what its operation says, and nothing beside it. */
function validatorOf(id: string) {
  const { schema } = api.answerOf(api.operationOf(id), '200')?.content?.['application/json'] ?? {};
  return api.compile({ allOf: [schema], unevaluatedProperties: false });
}

it('an answer has no field that the API document does not name', async () => {
  const single = (await (await app.post('/predict', ROW)).json()) as { id: string };
  const file = (await (await app.post('/predict-batch', [ROW])).json()) as { batchId: string };
  const answers: [id: string, answer: object][] = [
    ['predict', single],
    ['predictFile', file],
  ];
  for (const [id, path] of [
    ['getPrediction', `/history/${single.id}`],
    ['getBatch', `/batches/${file.batchId}`],
    ['listHistory', '/history'],
    ['summarizeHistory', '/history/summary'],
    ['listModels', '/models'],
    ['getAccess', '/access'],
    ['checkLive', '/health/live'],
    ['checkReady', '/health/ready'],
  ] as const) {
    answers.push([id, (await (await app.request(path)).json()) as object]);
  }
  for (const [id, answer] of answers) {
    const isExact = validatorOf(id);
    expect([id, isExact(answer), isExact.errors]).toEqual([id, true, null]);
    expect([id, isExact({ ...answer, secret: 1 })]).toEqual([id, false]);
  }
});
