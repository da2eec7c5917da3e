import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aKey, KeyFile } from '../support/key.file.js';
import { type ServerProcess, startProcess } from '../support/server.process.js';
import { type TemporaryHistory, temporaryHistory } from '../support/temporary.history.js';
import { until } from '../support/until.js';
import { BareBrowser } from './support/bare.browser.js';
import { largeExport } from './support/large.export.js';

const MiB = 1024 * 1024;
const CHUNKS = 500;
/** What a process may need at most: far less than the file. */
const MOST_BYTES = 200 * MiB;

const key = aKey();
let file: KeyFile;
let history: TemporaryHistory;
let server: ServerProcess;
beforeAll(async () => {
  file = new KeyFile(key);
  history = temporaryHistory(null);
  const settings = { ...file.settings, MODEL_DIR: 'model', HISTORY_URL: history.url };
  server = await startProcess(settings);
  const answer = await fetch(`${server.url}/predict`, {
    method: 'POST',
    headers: { ...key.headers, 'content-type': 'application/json' },
    body: '{"sepal_length":5.1,"sepal_width":3.5,"petal_length":1.4,"petal_width":0.2}',
  });
  expect(answer.status).toBe(200);
});
afterAll(async () => {
  await server.stop('SIGTERM');
  await history.remove();
  file.remove();
});

it('a download with a key is never in the memory of the browser as a whole', async () => {
  const large = await largeExport(server.url, key.key, CHUNKS);
  const browser = new BareBrowser(large.url);
  let most = 0;
  const isSaved = () => {
    most = Math.max(most, browser.memory());
    return browser.saved().some(({ bytes }) => bytes === large.bytes);
  };
  try {
    await until(isSaved, 'the export is saved');
  } finally {
    await browser.close();
    large.server.close();
    large.server.closeAllConnections();
  }
  expect(large.asked).toEqual([`Bearer ${key.key}`]);
  expect(most).toBeLessThan(MOST_BYTES);
});
