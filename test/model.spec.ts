import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyModel, digestOf, editJson, refusalsOf } from './support/model.copy.js';
import { expectProblem } from './support/problem.js';
import {
  FIXTURE_DIR,
  MODEL_DIR,
  ROW,
  startApp,
  type TestApp,
  temporaryFolder,
} from './support/test.app.js';
import { TEST_FILE } from './support/upload.js';
import { withModels } from './support/with.app.js';

interface Contract {
  name: string;
  version: string;
  digest: string;
  card: string | null;
  golden: { vectors: number };
  inputs: { features: { name: string }[] }[];
}

describe('the models', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({
      MODEL_DIR: FIXTURE_DIR,
      DEFAULT_MODEL: 'wine-gb',
      BATCH_MAX_BYTES: '1000000',
    });
  });
  afterAll(() => app.close());

  it('are listed by name, and which one is the default', async () => {
    const { items } = (await (await app.request('/models')).json()) as { items: object[] };
    const known = (name: string) => ({
      name,
      version: '1',
      digest: `sha256:${digestOf(FIXTURE_DIR, name)}`,
    });
    expect(items).toEqual([
      { ...known('diabetes'), task: 'regression', title: expect.any(String), default: false },
      {
        ...known('penguins-mixed'),
        task: 'classification',
        title: expect.any(String),
        default: false,
      },
      { ...known('wine-gb'), task: 'classification', title: expect.any(String), default: true },
    ]);
  });

  it('are listed with the limits of a file, as the settings have them', async () => {
    const { limits } = (await (await app.request('/models')).json()) as { limits: object };
    expect(limits).toEqual({ batchBytes: 1_000_000, batchRows: 1_000_000 });
  });

  it.each(['diabetes', 'penguins-mixed', 'wine-gb'])(
    'have a contract, a card and golden vectors: %s',
    async (name) => {
      const answer = await app.request(`/models/${name}`);
      const contract = (await answer.json()) as Contract;
      const { $schema: _, ...file } = editJson(FIXTURE_DIR, name, 'model.json');
      expect(contract).toMatchObject(file);
      expect(contract.digest).toBe(`sha256:${digestOf(FIXTURE_DIR, name)}`);
      expect(contract.golden.vectors).toBe(
        (editJson(FIXTURE_DIR, name, 'golden.json').vectors as object[]).length,
      );
      expect(contract.card).toMatch(/^# /m);
      const version = await app.request(`/models/${name}/versions/1`);
      expect(await version.json()).toEqual(contract);
    },
  );

  it.each(['diabetes', 'penguins-mixed', 'wine-gb'])(
    'are given with their graph, byte for byte: %s',
    async (name) => {
      const answer = await app.request(`/models/${name}/versions/1/model.onnx`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('content-disposition')).toBe(
        `attachment; filename="${name}-1.onnx"`,
      );
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.equals(readFileSync(`${FIXTURE_DIR}/${name}/1/model.onnx`))).toBe(true);
    },
  );

  it.each(['/models/rose/versions/1/model.onnx', '/models/wine-gb/versions/2/model.onnx'])(
    'that are not there have no graph: %s',
    async (path) => {
      await expectProblem(await app.request(path), 'unknown-model');
    },
  );

  it('give no graph to a client that wants text', async () => {
    const headers = { accept: 'text/csv' };
    const answer = await app.request('/models/wine-gb/versions/1/model.onnx', { headers });
    await expectProblem(answer, 'not-acceptable');
  });

  describe('are not sent again', () => {
    const graphTag = `"sha256:${digestOf(FIXTURE_DIR, 'wine-gb')}"`;
    const ask = (path: string, known: string) =>
      app.request(path, { headers: { 'if-none-match': known } });

    it.each([
      '/models/wine-gb',
      '/models/wine-gb/versions/1',
      '/models/wine-gb/versions/1/model.onnx',
    ])('to a client that knows them: %s', async (path) => {
      const etag = (await app.request(path)).headers.get('etag') ?? '';
      expect(etag === graphTag).toBe(path.endsWith('.onnx'));
      for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
        const answer = await ask(path, known);
        expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([
          304,
          etag,
          '',
        ]);
      }
    });

    it.each(['"x"', 'nonsense', `"sha256:${digestOf(FIXTURE_DIR, 'diabetes')}"`])(
      'but are when it knows %s',
      async (known) => {
        expect((await ask('/models/wine-gb', known)).status).toBe(200);
      },
    );
  });
});

describe('versions', () => {
  const folder = temporaryFolder();
  let app: TestApp;
  beforeAll(async () => {
    for (const version of ['1', '2', '10'])
      copyModel(folder.path, { from: MODEL_DIR, name: 'iris', version });
    app = await startApp({ MODEL_DIR: folder.path });
  });
  afterAll(async () => {
    await app.close();
    folder.remove();
  });

  it('are listed from low to high, and the highest is the default', async () => {
    const { items } = (await (await app.request('/models')).json()) as {
      items: { version: string; default: boolean }[];
    };
    expect(items.map((item) => [item.version, item.default])).toEqual([
      ['1', false],
      ['2', false],
      ['10', true],
    ]);
    expect(await (await app.request('/models/iris')).json()).toMatchObject({ version: '10' });
  });

  it.each([
    ['', '10'],
    ['?version=2', '2'],
    ['?model=iris', '10'],
    ['?model=iris&version=1', '1'],
  ])('answer when they are asked for: %s', async (query, version) => {
    const answer = await app.post(`/predict${query}`, ROW);
    expect(await answer.json()).toMatchObject({ model: { name: 'iris', version } });
    const file = await app.postCsv(`/predict-batch${query}`, TEST_FILE);
    expect(await file.json()).toMatchObject({ model: { name: 'iris', version } });
  });

  it('are told apart in the history', async () => {
    const ids = async (query: string) => {
      const { items } = (await (await app.request(`/history?source=single&${query}`)).json()) as {
        items: object[];
      };
      return items.length;
    };
    expect([await ids('version=10'), await ids('version=2'), await ids('version=3')]).toEqual([
      2, 1, 0,
    ]);
  });
});

describe('a folder with another model in it', () => {
  it.each([
    [MODEL_DIR, 'iris'],
    [FIXTURE_DIR, 'diabetes'],
    [FIXTURE_DIR, 'penguins-mixed'],
    [FIXTURE_DIR, 'wine-gb'],
  ])('changes what is taken, documented, answered and remembered: %s/%s', (from, name) =>
    withModels(
      (folder) => copyModel(folder, { from, name }),
      {},
      async (app) => {
        const { examples, inputs } = editJson(from, name, 'model.json') as unknown as ContractFile;
        const names = inputs.flatMap(({ features }) => features.map((feature) => feature.name));
        const row = examples[0]?.inputs ?? {};
        const { id } = (await (await app.post('/predict', row)).json()) as { id: string };
        const item = await app.request(`/history/${id}`);
        expect(await item.json()).toMatchObject({ inputs: row, model: { name } });
        const refused = await app.post('/predict', { nothing: 1 });
        const { errors } = await expectProblem(refused, 'invalid-features');
        expect(errors?.map(({ pointer }) => pointer)).toContain(`/${names[0]}`);
        expect(await documentedFeatures(app)).toEqual({ [`Features_${name}_1`]: names });
        const file = await app.post('/predict-batch', [row], { accept: 'text/csv' });
        expect((await file.text()).split(',').slice(0, names.length)).toEqual(names);
      },
    ),
  );
});

it.each(refusalsOf())(
  'a folder is refused for %s, and the others are served',
  (_, spoil, reason) => {
    const prepare = (folder: string) => {
      copyModel(folder, { from: FIXTURE_DIR, name: 'penguins-mixed' });
      copyModel(folder, { from: FIXTURE_DIR, name: 'diabetes' });
      spoil(folder);
    };
    return withModels(prepare, { DEFAULT_MODEL: 'diabetes' }, async (app) => {
      const ready = await app.request('/health/ready');
      const { errors } = await expectProblem(ready, 'model-not-ready');
      expect(errors?.map(({ detail }) => detail)).toEqual([expect.stringMatching(reason)]);
      expect(errors?.[0]?.detail).toMatch(
        /^penguins-mixed\/1: (model\.json|model\.onnx|golden\.json)/,
      );
      const { items } = (await (await app.request('/models')).json()) as { items: Contract[] };
      expect(items.map(({ name }) => name)).toEqual(['diabetes']);
      await expectProblem(await app.request('/models/penguins-mixed'), 'model-not-ready');
      const graph = await app.request('/models/penguins-mixed/versions/1/model.onnx');
      await expectProblem(graph, 'model-not-ready');
    });
  },
);

interface ContractFile {
  examples: { inputs: Record<string, unknown> }[];
  inputs: { features: { name: string }[] }[];
}

/** Feature names by the name of their schema. */
async function documentedFeatures(app: TestApp): Promise<Record<string, string[]>> {
  const document = (await (await app.request('/openapi.json')).json()) as {
    components: { schemas: Record<string, { properties: object }> };
  };
  const schemas = Object.entries(document.components.schemas);
  return Object.fromEntries(
    schemas
      .filter(([key]) => key.startsWith('Features_'))
      .map(([key, { properties }]) => [key, Object.keys(properties)]),
  );
}
