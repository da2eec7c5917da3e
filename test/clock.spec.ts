import { afterEach, describe, expect, it } from '@jest/globals';
import { lowestIdAt } from '#dist/domain/prediction.id.js';
import { WrittenRecord } from '#dist/domain/prediction.record.js';
import { PredictionRepository } from '#dist/storage/ports/prediction.repository.js';
import { startProcess, stopAll } from './support/server.process.js';
import { type TemporaryHistory, temporaryHistory } from './support/temporary.history.js';
import { CSV_HEADER, MODEL_DIR, ROW, startApp } from './support/test.app.js';
import { until } from './support/until.js';

const HOUR = 3_600_000;

let history: TemporaryHistory;
afterEach(async () => {
  stopAll();
  await history.remove();
});

/** Resolves when a service may be sent requests. */
async function ready(url: string): Promise<void> {
  await until(async () => (await fetch(new URL('/health/ready', url))).ok, 'the service is ready');
}

async function post(url: string, path: string, type: string, body: string) {
  const headers = { 'content-type': type };
  const answer = await fetch(new URL(path, url), { method: 'POST', headers, body });
  return (await answer.json()) as { id: string; batchId: string; createdAt: string };
}

const predict = (url: string) => post(url, '/predict', 'application/json', JSON.stringify(ROW));

/** Has the history hold a prediction of a later time, as after a clock that was put back. */
async function storeAt(time: number): Promise<string> {
  const { app, url, close } = await startApp({ HISTORY_URL: history.url });
  await ready(url);
  const repository = app.get(PredictionRepository);
  const record = await repository.findRecord((await predict(url)).id);
  const id = lowestIdAt(new Date(time));
  await repository.saveAll([WrittenRecord.of({ ...(record as NonNullable<typeof record>), id })]);
  await close();
  return id;
}

async function start(environment = {}): Promise<string> {
  const settings = { MODEL_DIR, HISTORY_URL: history.url, ...environment };
  const { url } = await startProcess(settings);
  await ready(url);
  return url;
}

describe('a clock that was put back before a start', () => {
  it.each([
    ['of one process', () => temporaryHistory(), '1'],
    ['of several, which share a file', () => temporaryHistory(null), '2'],
  ])('changes no order in the history %s', async (_, historyOf, WORKERS) => {
    history = historyOf();
    const stored = await storeAt(Date.now() + HOUR);
    const url = await start({ WORKERS });
    const { id } = await predict(url);
    const csv = `${CSV_HEADER}\n${Object.values(ROW).join(',')}\n`;
    const { batchId } = await post(url, '/predict-batch', 'text/csv', csv);
    expect(stored < id && stored < batchId).toBe(true);
    const page = await (await fetch(new URL('/history?limit=3', url))).json();
    expect((page as { items: object[] }).items[2]).toMatchObject({ id: stored });
  });

  it('is believed when it differs by more than a day', async () => {
    history = temporaryHistory();
    const stored = await storeAt(Date.now() + 48 * HOUR);
    const { id, createdAt } = await predict(await start());
    expect(id < stored).toBe(true);
    expect(Date.parse(createdAt)).toBeLessThanOrEqual(Date.now());
  });
});
