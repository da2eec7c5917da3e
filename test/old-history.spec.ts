import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { type TemporaryHistory, temporaryHistory } from './support/temporary.history.js';
import {
  FIXTURE_DIR,
  MODEL_DIR,
  ROW,
  startApp,
  type TestApp,
  temporaryFolder,
} from './support/test.app.js';
import { until } from './support/until.js';
import { csvOf } from './support/upload.js';

const OLD = 'test/fixtures/history-chunks-1';
const server = process.env.MONGODB_TEST_URL;
type Answers = readonly (readonly [request: string, text: string])[];

function answersOf(store: string): Answers {
  const text = gunzipSync(readFileSync(join(OLD, `${store}.answers.json.gz`))).toString();
  return Object.entries(JSON.parse(text) as Record<string, string>);
}

/** The history in a store, as the version before has left it. */
async function leave(store: 'sqlite' | 'mongo', { url }: TemporaryHistory): Promise<void> {
  if (store === 'sqlite') {
    const path = url.replace('sqlite:', '');
    writeFileSync(path, readFileSync(join(OLD, 'history.sqlite')));
    return;
  }
  const { EJSON } = mongoose.mongo.BSON;
  const collections = EJSON.parse(readFileSync(join(OLD, 'documents.json'), 'utf8'), {
    relaxed: false,
  }) as Record<string, mongoose.mongo.Document[]>;
  const connection = await mongoose.createConnection(url).asPromise();
  for (const [name, documents] of Object.entries(collections)) {
    if (documents.length > 0) await connection.collection(name).insertMany(documents);
  }
  await connection.close();
}

/** Columns that an export as CSV has behind those that version gave it: it knew none of that. */
const LATER = ['caller', 'labels', 'scores', 'score', 'values'];

function withLater(text: string): string {
  if (!text.startsWith('id,createdAt,')) return text;
  const [header = '', ...rows] = text.trimEnd().split(/\r?\n/);
  const cells = ','.repeat(LATER.length);
  return [`${header},${LATER}`, ...rows.map((row) => row + cells)]
    .map((row) => `${row}\n`)
    .join('');
}

const STORES = [
  ['sqlite', null],
  ...(server === undefined ? [] : [['mongo', server] as const]),
] as const;

describe.each(STORES)('a history that the version before has written (%s)', (store, on) => {
  const models = temporaryFolder();
  let history: TemporaryHistory;
  let app: TestApp;
  beforeAll(async () => {
    cpSync(MODEL_DIR, join(models.path, 'all'), { recursive: true });
    cpSync(FIXTURE_DIR, join(models.path, 'all'), { recursive: true });
    history = temporaryHistory(on);
    if (store === 'sqlite')
      mkdirSync(join(history.url.replace('sqlite:', ''), '..'), { recursive: true });
    await leave(store, history);
    app = await startApp({ HISTORY_URL: history.url, MODEL_DIR: join(models.path, 'all') });
    await until(async () => (await app.request('/health/ready')).ok, 'readiness');
  });
  afterAll(async () => {
    await app.close();
    await history.remove();
    models.remove();
  });

  const read = async (request: string) => {
    const [path = '', accept] = request.split(' ').reverse();
    return (await app.request(path, accept === undefined ? {} : { headers: { accept } })).text();
  };

  it('is read as that version has read it: pages, filters, exports, results, summary', async () => {
    const answers = answersOf(store);
    expect(answers.length).toBeGreaterThan(40);
    for (const [request, text] of answers) {
      expect([request, await read(request)]).toEqual([request, withLater(text)]);
    }
  });

  it('goes on being read beside what this version writes', async () => {
    expect((await app.post('/predict?model=iris', ROW)).status).toBe(200);
    expect((await app.postCsv('/predict-batch?model=iris', csvOf(1))).status).toBe(200);
    const old = new Map(answersOf(store));
    const page = JSON.parse(await read('/history?limit=500')) as { items: { id: string }[] };
    const before = JSON.parse(old.get('/history?limit=500') ?? '') as { items: { id: string }[] };
    expect(page.items.slice(2)).toEqual(before.items);
    expect(page.items[0]).toMatchObject({ source: 'batch', inputs: ROW });
  });
});
