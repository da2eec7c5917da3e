import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { float32, graphs } from './support/onnx.graph.js';
import { expectProblem } from './support/problem.js';
import type { TestApp } from './support/test.app.js';
import { writeRegression, writeTinyModel } from './support/tiny.model.js';
import { withModels } from './support/with.app.js';

const TRIPLE = { graph: graphs.withData(), data: float32(3), value: 3 };

/** What a model answers to 2: alone, and in a file. */
async function answersTo2(app: TestApp, model: string): Promise<number[]> {
  const single = await app.post(`/predict?model=${model}`, { x: 2 });
  const file = await app.postCsv(`/predict-batch?model=${model}`, 'x\n2\n', { accept: 'text/csv' });
  const [, row = ''] = (await file.text()).split('\n');
  return [((await single.json()) as { value: number }).value, Number(row.split(',')[1])];
}

describe('two models of one graph', () => {
  const graph = graphs.twoAnswers();
  const prepare = (folder: string) => {
    writeRegression(folder, 'same', { graph, output: 'y', value: 1 });
    writeRegression(folder, 'negative', { graph, output: 'z', value: -1 });
  };

  it('answer as their own contracts say, on one thread', () =>
    withModels(prepare, { BATCH_WORKERS: '1' }, async (app) => {
      expect(await answersTo2(app, 'same')).toEqual([2, 2]);
      expect(await answersTo2(app, 'negative')).toEqual([-2, -2]);
    }));

  it('have tags of their own, but for the graph', () =>
    withModels(prepare, {}, async (app) => {
      const tagOf = async (path: string) => (await app.request(path)).headers.get('etag');
      expect(await tagOf('/models/same')).not.toBe(await tagOf('/models/negative'));
      expect(await tagOf('/models/same/versions/1')).toBe(await tagOf('/models/same'));
      const [same, negative] = ['same', 'negative'].map(
        (name) => `/models/${name}/versions/1/model.onnx`,
      ) as [string, string];
      expect(await tagOf(same)).toBe(await tagOf(negative));
    }));
});

it('an edited card is sent to a client that knows the one before', async () => {
  const tags: (string | null)[] = [];
  for (const card of ['# Before', '# After']) {
    const prepare = (folder: string) => {
      writeTinyModel(folder, 'log');
      writeFileSync(join(folder, 'log/1/README.md'), card);
    };
    await withModels(prepare, {}, async (app) => {
      const known = tags.at(-1) ?? '"none"';
      const answer = await app.request('/models/log', { headers: { 'if-none-match': known } });
      expect(await answer.json()).toMatchObject({ card });
      tags.push(answer.headers.get('etag'));
    });
  }
});

describe('a graph with its weights in a file of their own', () => {
  const prepare = (folder: string) => writeRegression(folder, 'triple', TRIPLE);

  it('answers alone and in files', () =>
    withModels(prepare, {}, async (app) => {
      expect(await answersTo2(app, 'triple')).toEqual([6, 6]);
    }));

  it('is given in two files, whose digest is of both', () =>
    withModels(prepare, {}, async (app) => {
      const place = '/models/triple/versions/1';
      const { files, digest } = (await (await app.request(place)).json()) as {
        files: string[];
        digest: string;
      };
      expect(files).toEqual(['model.onnx', 'model.onnx.data']);
      const hash = createHash('sha256');
      for (const file of files) {
        const answer = await app.request(`${place}/${file}`);
        const link = answer.headers.get('link');
        expect(link).toBe(file === 'model.onnx' ? '<model.onnx.data>; rel="related"' : null);
        hash.update(Buffer.from(await answer.arrayBuffer()));
      }
      expect(digest).toBe(`sha256:${hash.digest('hex')}`);
    }));

  it('is refused when the weights are not those of the digest', () => {
    const spoil = (folder: string) => {
      prepare(folder);
      writeFileSync(join(folder, 'triple/1/model.onnx.data'), float32(4));
    };
    return withModels(spoil, {}, async (app) => {
      expect(await (await app.request('/models')).json()).toMatchObject({
        refused: [
          { reason: expect.stringMatching(/^model\.json \/sha256: .*model\.onnx\.data have/) },
        ],
      });
    });
  });

  it('is another matter than one that has none', () =>
    withModels(
      (folder) => writeTinyModel(folder, 'log'),
      {},
      async (app) => {
        const path = '/models/log/versions/1/model.onnx.data';
        await expectProblem(await app.request(path), 'not-found');
        expect(await (await app.request('/models/log')).json()).toMatchObject({
          files: ['model.onnx'],
        });
      },
    ));
});

it('texts may begin with a byte-order mark', () => {
  const prepare = (folder: string) => {
    writeTinyModel(folder, 'log');
    for (const file of ['model.json', 'golden.json']) {
      const path = join(folder, 'log/1', file);
      writeFileSync(path, `\uFEFF${readFileSync(path, 'utf8')}`);
    }
  };
  return withModels(prepare, {}, async (app) => {
    expect((await app.request('/health/ready')).status).toBe(200);
  });
});

it('a volume of Kubernetes is served, whose files are links within it', () => {
  const prepare = (folder: string) => {
    writeTinyModel(folder, 'log');
    mkdirSync(join(folder, '..2026_11_24'));
    renameSync(join(folder, 'log'), join(folder, '..2026_11_24/log'));
    symlinkSync('..2026_11_24', join(folder, '..data'));
    symlinkSync('..data/log', join(folder, 'log'));
  };
  return withModels(prepare, {}, async (app) => {
    expect((await app.request('/health/ready')).status).toBe(200);
    expect((await app.post('/predict', { x: 1 })).status).toBe(200);
  });
});

it('a feature named like something that every object has is asked for, and answered', () => {
  const prepare = (folder: string) =>
    writeRegression(folder, 'log', { graph: graphs.of('Log'), feature: 'constructor' });
  return withModels(prepare, {}, async (app) => {
    await expectProblem(await app.post('/predict', {}), 'invalid-features');
    expect((await app.post('/predict', { constructor: 1 })).status).toBe(200);
  });
});

it('a model that is larger than it may be is refused', () =>
  withModels(
    (folder) => writeRegression(folder, 'triple', TRIPLE),
    { MODEL_MAX_BYTES: String(TRIPLE.graph.length + 3) },
    async (app) => {
      expect(await (await app.request('/models')).json()).toMatchObject({
        refused: [{ reason: 'model.onnx.data: has 4 bytes, 3 are the most' }],
      });
    },
  ));
