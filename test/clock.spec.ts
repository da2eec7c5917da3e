import { afterEach, describe, expect, it } from '@jest/globals';
import { lowestIdAt } from '#dist/domain/prediction.id.js';
import { WrittenRecord } from '#dist/domain/prediction.record.js';
import { PredictionRepository } from '#dist/storage/ports/prediction.repository.js';
import { startProcess, stopAll } from './support/server.process.js';
import type { ServiceCalls } from './support/service.calls.js';
import { type TemporaryHistory, temporaryHistory } from './support/temporary.history.js';
import { MODEL_DIR, ROW, startApp } from './support/test.app.js';
import { until } from './support/until.js';
import { csvOf } from './support/upload.js';

const HOUR = 3_600_000;

let history: TemporaryHistory;
afterEach(async () => {
  stopAll();
  await history.remove();
});

/** Resolves when a service may be sent requests. */
const ready = ({ request }: ServiceCalls) =>
  until(async () => (await request('/health/ready')).ok, 'the service is ready');

const predict = async ({ post }: ServiceCalls) =>
  (await (await post('/predict', ROW)).json()) as { id: string; createdAt: string };

/** Has the history hold a prediction of a later time, as after a clock that was put back. */
async function storeAt(time: number): Promise<string> {
  const service = await startApp({ HISTORY_URL: history.url });
  await ready(service);
  const repository = service.app.get(PredictionRepository);
  const record = await repository.findRecord((await predict(service)).id);
  const id = lowestIdAt(new Date(time));
  await repository.saveAll([WrittenRecord.of({ ...(record as NonNullable<typeof record>), id })]);
  await service.close();
  return id;
}

async function start(environment = {}): Promise<ServiceCalls> {
  const service = await startProcess({ MODEL_DIR, HISTORY_URL: history.url, ...environment });
  await ready(service);
  return service;
}

describe('a clock that was put back before a start', () => {
  it.each([
    ['of one process', () => temporaryHistory(), '1'],
    ['of several, which share a file', () => temporaryHistory(null), '2'],
  ])('changes no order in the history %s', async (_, historyOf, WORKERS) => {
    history = historyOf();
    const stored = await storeAt(Date.now() + HOUR);
    const service = await start({ WORKERS });
    const { id } = await predict(service);
    const answer = await service.postCsv('/predict-batch', csvOf(1));
    const { batchId } = (await answer.json()) as { batchId: string };
    expect(stored < id && stored < batchId).toBe(true);
    const page = await (await service.request('/history?limit=3')).json();
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
