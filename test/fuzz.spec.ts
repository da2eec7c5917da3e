import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyProblem } from './support/problem.js';
import { requestArbitrary } from './support/request.arbitrary.js';
import { FIXTURE_DIR, startApp, type TestApp } from './support/test.app.js';

const REQUESTS = 2_000;
/** The same requests every time; `FUZZ_SEED` tries others. */
const SEED = Number(process.env.FUZZ_SEED ?? 1);

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ MODEL_DIR: FIXTURE_DIR, DEFAULT_MODEL: 'penguins-mixed' });
});
afterAll(() => app.close());

it(`${REQUESTS} requests, sensible and not, are answered or refused as the contract says`, async () => {
  const document = await (await app.request('/openapi.json')).json();
  const statuses: Record<number, number> = {};
  let recorded = 0;
  const property = fc.asyncProperty(requestArbitrary(document), async ({ path, ...init }) => {
    const answer = await fetch(app.url + path, init);
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    if (answer.status === 304 || answer.status === 308) return;
    if (!answer.ok) {
      if (init.method === 'HEAD') return expect(answer.status).toBeLessThan(500);
      const { status } = await anyProblem(answer);
      return expect(status).toBeLessThan(500);
    }
    const text = await answer.text();
    if (init.method !== 'POST' || !/^\/predict(\?|$)/.test(path)) return;
    const prediction = JSON.parse(text) as { id: string; recorded: boolean };
    if (!prediction.recorded) return;
    recorded++;
    expect((await app.request(`/history/${prediction.id}`)).status).toBe(200);
  });
  await fc.assert(property, { numRuns: REQUESTS, seed: SEED });
  // A generator that only ever misses, or only ever hits, would prove nothing.
  const seen = Object.keys(statuses).filter((status) => Number(statuses[Number(status)]) > 5);
  expect(seen).toEqual(expect.arrayContaining(['200', '400', '404', '405', '406', '415', '422']));
  expect(recorded).toBeGreaterThan(20);
  expect((await app.request('/health/ready')).status).toBe(200);
});
