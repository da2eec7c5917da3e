import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ServerProcess, startProcess, stopAll } from './support/server.process.js';
import { type TemporaryHistory, temporaryHistory } from './support/temporary.history.js';
import { FIXTURE_DIR, MODEL_DIR, ROW, startApp } from './support/test.app.js';
import { formOf, TEST_FILE } from './support/upload.js';

/** `npm run build` makes one file of the program and its packages; other tests load the parts. */
describe('the bundled process', () => {
  let history: TemporaryHistory;
  let server: ServerProcess;
  beforeAll(async () => {
    history = temporaryHistory();
    server = await startProcess({ MODEL_DIR: FIXTURE_DIR, HISTORY_URL: history.url });
  });
  afterAll(async () => {
    await server.stop('SIGTERM');
    stopAll();
    await history.remove();
  });

  const json = async (path: string) => (await server.request(path)).json();

  it('has the OpenAPI document of its parts', async () => {
    const parts = await startApp({ MODEL_DIR: FIXTURE_DIR });
    const document = await (await parts.request('/openapi.json')).json();
    await parts.close();
    expect(await json('/openapi.json')).toEqual(document);
  });

  it('serves the documentation with all it needs', async () => {
    const html = await (await server.request('/docs')).text();
    const links = [...html.matchAll(/(?:src|href)=["']([^"']+)["']/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) {
      const { status } = await fetch(new URL(link, `${server.url}/docs`));
      expect([link, status]).toEqual([link, 200]);
    }
  });

  it('validates and transforms a query', async () => {
    expect(await json('/history?limit=2&from=2020-01-01')).toMatchObject({ items: [] });
    expect(await json('/history?limit=0x10&from=yesterday&no=1')).toMatchObject({
      status: 400,
      errors: expect.arrayContaining([
        expect.objectContaining({ pointer: '/query/no', detail: 'property no should not exist' }),
        expect.objectContaining({ pointer: '/query/from', detail: 'from must be a Date instance' }),
        expect.objectContaining({ pointer: '/query/limit' }),
      ]),
    });
  });

  it('logs no more at its start than what it loads, and where it serves it', () => {
    const words = server.lines
      .map((line) => JSON.parse(line).msg)
      // Of a database server.
      .filter((line) => line !== 'The history is connected')
      .slice(0, 5);
    expect(words).toEqual([
      'loading model diabetes/1',
      'loading model penguins-mixed/1',
      'loading model wine-gb/1',
      expect.stringMatching(/^Server listening/),
      expect.stringMatching(/^serving /),
    ]);
  });

  it('scores an uploaded form on its thread', async () => {
    const iris = await startProcess({ MODEL_DIR, HISTORY_URL: 'sqlite::memory:' });
    const answer = await iris.request('/predict-batch', {
      method: 'POST',
      body: formOf(TEST_FILE),
    });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      expect.objectContaining({ scored: 30 }),
    ]);
    await iris.stop('SIGTERM');
  });

  it('limits the rate when it is told to', async () => {
    const strict = await startProcess({
      MODEL_DIR,
      HISTORY_URL: 'sqlite::memory:',
      RATE_LIMIT_PER_MINUTE: '1',
    });
    const statuses = [];
    for (let at = 0; at < 2; at++) statuses.push((await strict.post('/predict', ROW)).status);
    expect(statuses).toEqual([200, 429]);
    await strict.stop('SIGTERM');
  });
});
