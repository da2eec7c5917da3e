import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '#dist/app.setup.js';
import { readSettings } from '#dist/config/settings.js';
import { ANYBODY } from '#dist/domain/caller.js';
import { ModelProvider } from '#dist/inference/registry/model.provider.js';
import { StoreHealth } from '#dist/storage/ports/store.health.js';
import { callsTo, type ServiceCalls } from './service.calls.js';
import { temporaryHistory } from './temporary.history.js';
import { until } from './until.js';

export interface TestApp extends ServiceCalls {
  readonly url: string;
  readonly app: NestFastifyApplication;
  close(): Promise<void>;
}

/** The bundled models and those of the fixtures. */
export const MODEL_DIR = 'model';
export const FIXTURE_DIR = 'test/fixtures/model';

/** A row that the bundled model takes. */
export const ROW = { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petal_width: 0.2 };
export const CSV_HEADER = Object.keys(ROW).join(',');

/** Starts the built application on a free port, with a history of its own. */
export async function startApp(environment: Record<string, string> = {}): Promise<TestApp> {
  const history = temporaryHistory();
  const settings = readSettings({
    PORT: '0',
    LOG_LEVEL: 'silent',
    MODEL_DIR,
    HISTORY_URL: history.url,
    ...environment,
  });
  const app = await createApp(settings);
  await app.listen(settings.PORT, settings.HOST);
  await proved(app.get(ModelProvider));
  // A history of the test's own choice may be one that never answers.
  if (environment.HISTORY_URL === undefined) await reached(app.get(StoreHealth));
  const url = await app.getUrl();
  return {
    ...callsTo(url),
    url,
    app,
    async close() {
      await app.close();
      await history.remove();
    },
  };
}

/** On a busy machine a start may not wait for its models until they are proved. */
async function proved(models: ModelProvider): Promise<void> {
  const isPending = () => models.refused(ANYBODY).some(({ reason }) => reason.includes('yet'));
  await until(() => !isPending(), 'the models are proved');
}

/** MongoDB is connected to beside the start; until then every write is refused. */
async function reached(store: StoreHealth): Promise<void> {
  const isReached = () =>
    store.ping().then(
      () => true,
      () => false,
    );
  await until(isReached, 'the history is reached');
}

/** A folder that is removed by `remove`. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'tabserve-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
