import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { goldenOf } from './support/golden.js';
import { totalOf } from './support/history.walk.js';
import { expectProblem } from './support/problem.js';
import { CSV_HEADER, FIXTURE_DIR, MODEL_DIR, startApp, type TestApp } from './support/test.app.js';
import { writeTinyModel } from './support/tiny.model.js';
import { until } from './support/until.js';
import { chunked } from './support/upload.js';
import { withApp, withModels } from './support/with.app.js';

const MODELS = [
  [MODEL_DIR, 'iris'],
  [FIXTURE_DIR, 'diabetes'],
  [FIXTURE_DIR, 'penguins-mixed'],
  [FIXTURE_DIR, 'wine-gb'],
] as const;
// Scoring threads give way to everything else that runs on the machine.
jest.setTimeout(180_000);

/** Several chunks, in several blocks. */
const LARGE_BYTES = 1.5 * 1024 * 1024;
const THREADS = { BATCH_WORKERS: '3' };

/** Golden rows again and again; now and then a record with a cell too many. */
function largeFile(folder: string, name: string): string {
  const { features, vectors } = goldenOf(folder, name);
  const rows = vectors.map(({ inputs }) => inputs.map((value) => value ?? '').join(','));
  const lines = [features.join(',')];
  for (let bytes = 0; bytes < LARGE_BYTES; ) {
    const row = rows[(lines.length * 7) % rows.length] as string;
    const line = lines.length % 10_007 === 0 ? `${row},1` : row;
    bytes += lines.push(line) && line.length + 1;
  }
  return lines.join('\n');
}

const irisFile = (rows: number, last = '5.1,3.5,1.4,0.2') =>
  [
    CSV_HEADER,
    ...Array.from(
      { length: rows },
      (_, at) => `${4 + (at % 37) / 10},3.5,${1 + (at % 53) / 10},0.2`,
    ),
    last,
  ].join('\n');

const csvAnswer = (app: TestApp, csv: string, query = '') =>
  app.postCsv(`/predict-batch${query}`, csv, { accept: 'text/csv' });

async function threadsOf(app: TestApp): Promise<number> {
  const text = await (await app.request('/metrics')).text();
  return Number(/^tabserve_scoring_threads (\d+)$/m.exec(text)?.[1]);
}

/** Does it until several threads are there, and then once more: a thread takes a moment to start. */
async function withSeveral(app: TestApp, work: () => Promise<unknown>): Promise<void> {
  const areThere = async () => {
    if ((await threadsOf(app)) >= 2) return true;
    // What a file alone has under way may be no more than one thread takes.
    await Promise.all([work(), work()]);
    return false;
  };
  await until(areThere, 'several threads score', 120_000);
  await work();
}

describe.each(MODELS)('a large file (%s/%s) on several threads', (folder, name) => {
  let one: TestApp;
  let several: TestApp;
  const csv = largeFile(folder, name);
  const query = `?model=${name}&onError=skip`;
  beforeAll(async () => {
    one = await startApp({ MODEL_DIR: folder, BATCH_WORKERS: '1' });
    several = await startApp({ MODEL_DIR: folder, ...THREADS });
  });
  afterAll(async () => {
    await Promise.all([one.close(), several.close()]);
  });

  it('has the same answers in the same order, and is stored alike', async () => {
    const expected = await csvAnswer(one, csv, query);
    const text = await expected.text();
    const stored = await storedRows(one, expected);
    await withSeveral(several, async () => {
      const answer = await csvAnswer(several, csv, query);
      expect((await answer.text()) === text).toBe(true);
      expect((await storedRows(several, answer)) === stored).toBe(true);
    });
  });

  it('has the same faults and counts', async () => {
    const summaryOf = async (app: TestApp) => {
      const answer = await app.postCsv(`/predict-batch${query}`, csv);
      const { rows, scored, labelCounts, errors } = (await answer.json()) as Record<
        string,
        unknown
      >;
      return { rows, scored, labelCounts, errors };
    };
    const expected = await summaryOf(one);
    expect(expected.errors).not.toHaveLength(0);
    await withSeveral(several, async () => {
      expect(await summaryOf(several)).toEqual(expected);
    });
  });
});

/** What is stored of a file, without what differs from one upload to the next. */
async function storedRows(app: TestApp, answer: Response): Promise<string> {
  const results = await app.request(`/batches/${answer.headers.get('x-batch-id')}/results`);
  return results.text();
}

it('a refused file has all of its faults, and stores nothing', () =>
  withApp(THREADS, async (app) => {
    const csv = irisFile(100_000, 'x,3.5,1.4,y');
    const answer = await app.postCsv('/predict-batch', csv);
    const { errors } = await expectProblem(answer, 'invalid-file');
    expect(errors).toMatchObject([
      { line: 100_002, column: 'sepal_length' },
      { line: 100_002, column: 'petal_width' },
    ]);
    expect(await totalOf(app)).toBe(0);
  }));

it('several large files at once are each answered as they are alone, whatever becomes of the others', () =>
  withApp({ BATCH_WORKERS: '2' }, async (app) => {
    const good = [70_000, 90_000, 110_000].map((rows) => irisFile(rows));
    const alone: string[] = [];
    for (const csv of good) alone.push(await (await csvAnswer(app, csv)).text());
    const before = await totalOf(app);
    const [bad, ...answers] = await Promise.all(
      [irisFile(80_000, 'x,3.5,1.4,0.2'), ...good].map((csv) => csvAnswer(app, csv)),
    );
    await expectProblem(bad as Response, 'invalid-file');
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(texts.map((text, at) => text === alone[at])).toEqual([true, true, true]);
    expect(await totalOf(app)).toBe(2 * before);
  }));

it('a large file whose client goes away leaves nothing, and gives all threads back', () =>
  withApp({ BATCH_WORKERS: '2', BATCH_QUEUE: '0' }, async (app) => {
    const csv = irisFile(100_000);
    await withSeveral(app, async () => void (await (await csvAnswer(app, csv)).text()));
    const before = await totalOf(app);
    await abandonAfter(app, csv);
    const both = () => Promise.all([csvAnswer(app, csv), csvAnswer(app, csv)]);
    let stored = 0;
    const areFree = async () => {
      const answers = await both();
      stored += answers.filter(({ ok }) => ok).length;
      return !answers.some(({ status }) => status === 503) && answers;
    };
    const answers = await until(areFree, 'both places are free', 120_000);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await totalOf(app)).toBe(before + stored * 100_001);
    await withSeveral(app, async () => void (await (await csvAnswer(app, csv)).text()));
  }));

it('a model that fails on a large file fails that file alone', () =>
  withModels(
    (folder) => writeTinyModel(folder, 'log'),
    { BATCH_WORKERS: '2' },
    async (app) => {
      const file = (bad: number) =>
        `x\n${'1.234567\n'.repeat(150_000)}${`${bad}\n`.repeat(10_000)}`;
      await withSeveral(app, async () => void (await (await csvAnswer(app, file(1))).text()));
      const before = await totalOf(app);
      expect((await csvAnswer(app, file(-1))).status).toBe(500);
      expect(await totalOf(app)).toBe(before);
      expect((await csvAnswer(app, file(1))).status).toBe(200);
    },
  ));

/** Sends a file without its end, and goes away when the server has taken nearly all of it. */
async function abandonAfter(app: TestApp, csv: string): Promise<void> {
  const leave = new AbortController();
  const bytes = Buffer.from(csv);
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return leave.abort();
      controller.enqueue(bytes.subarray(at, at + 64 * 1024));
      at += 64 * 1024;
    },
  });
  const request = { ...chunked('', 'text/csv'), body, signal: leave.signal };
  await expect(app.request('/predict-batch', request)).rejects.toThrow(/abort/);
}
