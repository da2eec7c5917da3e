import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiDocument, type Operation, readApiDocument } from './support/api.document.js';
import { anyProblem, PROBLEM_STATUS } from './support/problem.js';
import { startApp, type TestApp } from './support/test.app.js';

/** Met wherever one asks; probes are not counted, so that none is told to wait. */
const GATE = ['foreign-origin', 'misdirected-request', 'not-acceptable', 'unsupported-media-type'];
const PROBE = [...GATE, 'request-timeout', 'header-too-large'];
const KNOWN = [...PROBE, 'rate-limited', 'internal', 'unauthenticated', 'issuer-unavailable'];
const ANY = [...KNOWN, 'forbidden'];
const STORE = ['history-unavailable'];
const MODEL = ['not-found', 'unknown-model', 'model-not-ready'];
const ASK = [
  ...['malformed-request', 'model-required', 'unknown-model', 'model-not-ready'],
  ...['too-large', 'overloaded'],
];
const PREDICT = [...ASK, ...STORE, 'recording-required'];
const TABLE = ['invalid-file', 'ambiguous-table'];
const PROBLEMS: Record<string, string[]> = {
  predict: [...ANY, ...PREDICT, 'invalid-features'],
  predictFile: [...ANY, ...PREDICT, ...TABLE, 'storage-full'],
  checkFile: [...ANY, ...ASK, ...TABLE],
  getBatch: [...ANY, ...STORE, 'not-found'],
  getBatchResults: [...ANY, ...STORE, 'not-found'],
  listHistory: [...ANY, ...STORE, 'malformed-request'],
  summarizeHistory: [...ANY, ...STORE, 'malformed-request'],
  exportHistory: [...ANY, ...STORE, 'malformed-request'],
  getPrediction: [...ANY, ...STORE, 'not-found'],
  listModels: ANY,
  getModel: [...ANY, ...MODEL],
  getModelVersion: [...ANY, ...MODEL],
  getModelGraph: [...ANY, ...MODEL],
  getModelData: [...ANY, ...MODEL],
  getAccess: KNOWN,
  checkLive: [...PROBE, 'internal'],
  checkReady: [...PROBE, 'internal', 'model-not-ready', ...STORE],
};
const ABSENT = '0190a0a0-0000-7000-8000-000000000000';

describe('the OpenAPI document names each status of an operation', () => {
  let app: TestApp;
  let api: ApiDocument;
  beforeAll(async () => {
    app = await startApp();
    api = await readApiDocument(app);
  });
  afterAll(() => app.close());

  const codesOf = (operation: Operation) =>
    Object.keys(operation.responses).flatMap((status) => {
      const content = api.answerOf(operation, status)?.content?.['application/problem+json'];
      return Object.keys(content?.examples ?? {});
    });
  const statusesOf = (id: string) => Object.keys(api.operationOf(id).responses);

  it.each(Object.entries(PROBLEMS))('%s', (id, codes) => {
    const operation = api.operationOf(id);
    expect(codesOf(operation).sort()).toEqual([...codes].sort());
    const statuses = new Set(codes.map((code) => PROBLEM_STATUS[code as 'internal']));
    const others = /^getModel/.test(id) ? [200, 304] : [200];
    expect(Object.keys(operation.responses).map(Number)).toEqual(
      [...others, ...statuses].sort((a, b) => a - b),
    );
  });

  it('with the problem that it is, and when to come back', () => {
    const isProblem = api.compile({ $ref: '#/components/schemas/Problem' });
    for (const { content, headers } of Object.values(api.document.components.responses)) {
      const { examples = {} } = content?.['application/problem+json'] ?? {};
      for (const [code, { value }] of Object.entries(examples)) {
        expect([code, isProblem(value)]).toEqual([code, true]);
        const status: number = PROBLEM_STATUS[code as 'internal'];
        expect(value).toMatchObject({ type: `/problems/${code}`, status });
        const isRetried = status === 408 || status === 429 || status === 503;
        expect([code, headers !== undefined]).toEqual([code, isRetried]);
      }
    }
  });

  it('as it answers: nothing else, whatever is wrong with a request', async () => {
    const wrongs = [
      { accept: 'image/png' },
      { 'content-encoding': 'gzip' },
      { 'content-type': 'text/plain; charset=latin1' },
    ];
    const queries = ['', '?limit=x&colour=red&record=1', '?model=unknown', '?version=0'];
    for (const [name, operation] of api.operations) {
      const [method = '', path = ''] = name.split(' ');
      const url = path.replace(/\{\w+\}/g, ABSENT);
      for (const [headers, query] of [
        ...wrongs.map((headers) => [headers, ''] as const),
        ...queries.map((query) => [{}, query] as const),
      ]) {
        const answer = await app.request(url + query, { method, headers });
        expect([name, statusesOf(operation.operationId)]).toEqual([
          name,
          expect.arrayContaining([String(answer.status)]),
        ]);
        if (answer.ok) await answer.body?.cancel();
        else await anyProblem(answer);
      }
    }
  });
});
