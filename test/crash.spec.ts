import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ServerProcess, startProcess, stopAll } from './support/server.process.js';
import { type TemporaryHistory, temporaryHistory } from './support/temporary.history.js';
import { MODEL_DIR, ROW } from './support/test.app.js';
import { csvOf } from './support/upload.js';

const ROUNDS = 20;
const CLIENTS = 50;
/** Several chunks, so that a kill falls between them. */
const BATCH_ROWS = 12_000;
const CSV = csvOf(BATCH_ROWS);

const mongo = process.env.MONGODB_TEST_URL;
const stores: [string, string | null][] = [
  ['SQLite', null],
  ...(mongo ? [['MongoDB', mongo] as [string, string]] : []),
];

describe.each(stores)('a killed process: %s', (_, serverUrl) => {
  let history: TemporaryHistory;
  let server: ServerProcess;
  const start = () => startProcess({ MODEL_DIR, HISTORY_URL: history.url, LOG_LEVEL: 'info' });

  beforeAll(async () => {
    history = temporaryHistory(serverUrl);
    server = await start();
  });
  afterAll(async () => {
    stopAll();
    await history.remove();
  });

  it(`loses no answer in ${ROUNDS} kills under load`, async () => {
    const answered: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      answered.push(...(await killUnderLoad(server, 60 + round * 17)));
      server = await start();
    }
    const lost = await missingFrom(server.url, answered);
    expect(answered.length).toBeGreaterThan(ROUNDS * 60);
    expect(lost).toEqual([]);
  }, 900_000);

  it('shows batches as a whole or not at all', async () => {
    const summary = await json(`${server.url}/history/summary?source=batch`);
    const batches = await batchSizes(server.url);
    expect(batches.every((rows) => rows === BATCH_ROWS)).toBe(true);
    expect(summary.total).toBe(batches.length * BATCH_ROWS);
  }, 120_000);
});

/** Kills the process when `answers` single predictions were answered; returns every answered id. */
async function killUnderLoad(server: ServerProcess, answers: number): Promise<string[]> {
  const ids: string[] = [];
  const predict = async () => {
    for (;;) {
      const response = await server.post('/predict', ROW);
      const { id } = (await response.json()) as { id: string };
      // A busy machine may have refused it.
      if (response.ok) ids.push(id);
      if (ids.length >= answers && !server.child.killed) await server.stop('SIGKILL');
    }
  };
  const batch = async () => {
    for (;;) {
      const response = await server.postCsv('/predict-batch', CSV);
      const { batchId } = (await response.json()) as { batchId: string };
      if (response.ok) ids.push(`${batchId}.1`, `${batchId}.${BATCH_ROWS}`);
    }
  };
  await Promise.allSettled([...Array.from({ length: CLIENTS }, predict), batch()]);
  return ids;
}

/**
 * Those of the ids that the history does not hold. Singles are many, so they are read once: a
 * server that looks for each in all it has would take minutes.
 */
async function missingFrom(url: string, ids: readonly string[]): Promise<string[]> {
  const text = await (await fetch(`${url}/history/export?source=single`)).text();
  const singles = new Set(text.split('\n').map((line) => line.split(',', 1)[0]));
  const missing: string[] = [];
  for (const id of ids) {
    if (singles.has(id)) continue;
    if ((await fetch(`${url}/history/${id}`)).status !== 200) missing.push(id);
  }
  return missing;
}

/** Rows that the history has of each batch it shows. */
async function batchSizes(url: string): Promise<number[]> {
  const sizes = new Map<string, number>();
  const text = await (
    await fetch(`${url}/history/export?source=batch`, {
      headers: { accept: 'application/x-ndjson' },
    })
  ).text();
  for (const line of text.split('\n').filter(Boolean)) {
    const { batchId } = JSON.parse(line) as { batchId: string };
    sizes.set(batchId, (sizes.get(batchId) ?? 0) + 1);
  }
  return [...sizes.values()];
}

async function json(url: string) {
  return (await (await fetch(url)).json()) as { total: number };
}
