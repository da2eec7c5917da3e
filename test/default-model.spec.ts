import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { copyModel } from './support/model.copy.js';
import { expectProblem } from './support/problem.js';
import { startProcess } from './support/server.process.js';
import { MODEL_DIR, ROW, temporaryFolder } from './support/test.app.js';
import { writeTinyModel } from './support/tiny.model.js';
import { TEST_FILE } from './support/upload.js';
import { withModels } from './support/with.app.js';

const iris = (folder: string, version = '1') =>
  copyModel(folder, { from: MODEL_DIR, name: 'iris', version });
const irisAndLog = (folder: string) => {
  iris(folder);
  writeTinyModel(folder, 'log');
};
const broken = (folder: string, name: string) => {
  writeTinyModel(folder, name);
  rmSync(join(folder, name, '1/golden.json'));
};

describe('a request that names no model', () => {
  it('is answered by the only name, however many versions it has', () =>
    withModels(
      (folder) => {
        for (const version of ['1', '2', '10']) iris(folder, version);
      },
      {},
      async (app) => {
        const answer = await app.post('/predict', ROW);
        expect(await answer.json()).toMatchObject({ model: { version: '10' } });
      },
    ));

  it('is refused with the list where there are several, on each route', () =>
    withModels(irisAndLog, {}, async (app) => {
      const listed = [
        { code: 'served_model', detail: 'iris' },
        { code: 'served_model', detail: 'log' },
      ];
      for (const query of ['', '?record=false', '?version=1']) {
        const refused = await expectProblem(
          await app.post(`/predict${query}`, ROW),
          'model-required',
        );
        expect(refused).toMatchObject({ detail: 'Name one of the models: iris, log.' });
        expect(refused.errors).toEqual(listed);
      }
      const file = await app.postCsv('/predict-batch', TEST_FILE);
      expect((await expectProblem(file, 'model-required')).errors).toEqual(listed);
      expect((await app.post('/predict?model=iris', ROW)).status).toBe(200);
      const { items } = (await (await app.request('/models')).json()) as {
        items: { default: boolean }[];
      };
      expect(items.map((one) => one.default)).toEqual([false, false]);
      expect((await app.request('/health/ready')).status).toBe(200);
      expect((await app.request('/openapi.json')).status).toBe(200);
    }));

  it('is answered by the one that the operator named', () =>
    withModels(irisAndLog, { DEFAULT_MODEL: 'log' }, async (app) => {
      expect((await app.post('/predict', { x: 1 })).status).toBe(200);
      expect((await app.post('/predict?model=iris', ROW)).status).toBe(200);
    }));
});

describe('what is not served', () => {
  it('keeps the service from being ready while the others answer, if it is a version', () =>
    withModels(
      (folder) => {
        iris(folder);
        broken(folder, 'log');
      },
      {},
      async (app) => {
        expect((await app.post('/predict', ROW)).status).toBe(200);
        const { errors } = await expectProblem(
          await app.request('/health/ready'),
          'model-not-ready',
        );
        expect(errors?.map(({ detail }) => detail)).toEqual(['log/1: golden.json: is missing']);
        expect(await (await app.request('/models')).json()).toMatchObject({
          refused: [{ name: 'log', version: '1', reason: 'golden.json: is missing' }],
        });
      },
    ));

  it('is named and keeps nothing from being ready, if it is no model at all', () =>
    withModels(
      (folder) => {
        iris(folder);
        mkdirSync(join(folder, 'lost+found'));
        writeFileSync(join(folder, 'iris/notes.txt'), '');
        writeFileSync(join(folder, '.hidden'), '');
      },
      {},
      async (app) => {
        expect((await app.post('/predict', ROW)).status).toBe(200);
        expect((await app.request('/health/ready')).status).toBe(200);
        expect(await (await app.request('/models')).json()).toMatchObject({
          refused: [
            { name: 'iris', version: null, reason: 'notes.txt is no version of it' },
            { name: 'lost+found', version: null, reason: 'has no version in it' },
          ],
        });
      },
    ));

  it('is an error in the log, if nothing else is there', async () => {
    const folder = temporaryFolder();
    const server = await startProcess({ MODEL_DIR: folder.path, HISTORY_URL: 'sqlite::memory:' });
    const errors = server.lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 50);
    expect(errors.map(({ msg }) => msg)).toEqual([expect.stringMatching(/^no model is served/)]);
    await server.stop('SIGTERM');
    folder.remove();
  });
});
