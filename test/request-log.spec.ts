import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lineOf } from './support/server.log.js';
import { type ServerProcess, startProcess, stopAll } from './support/server.process.js';
import { type TemporaryHistory, temporaryHistory } from './support/temporary.history.js';
import { MODEL_DIR, ROW } from './support/test.app.js';

interface Line {
  readonly text: string;
  readonly level: number;
  readonly requestId?: string;
  readonly msg: string;
  readonly status?: number;
  readonly url?: string;
  readonly traceparent?: string;
}

let history: TemporaryHistory;
let server: ServerProcess;
let storeless: ServerProcess;
beforeAll(async () => {
  history = temporaryHistory(null);
  const environment = { MODEL_DIR, LOG_LEVEL: 'info' };
  server = await startProcess({ ...environment, HISTORY_URL: history.url });
  storeless = await startProcess({ ...environment, HISTORY_URL: 'mongodb://127.0.0.1:1/none' });
});
afterAll(async () => {
  stopAll();
  await history.remove();
});

/** The lines about a request, once the last of them, which is written after its answer, is there. */
async function linesAbout(id: string, service = server): Promise<Line[]> {
  await lineOf(service, ({ requestId, msg }) => requestId === id && msg === 'request');
  return service.lines
    .filter((text) => text.includes(`"${id}"`))
    .map((text): Line => ({ text, ...JSON.parse(text) }));
}

const send = (requestId: string, path: string, init: RequestInit = {}, { url } = server) =>
  fetch(new URL(path, url), {
    ...init,
    headers: { ...init.headers, 'x-request-id': requestId, 'content-type': 'application/json' },
  });

const POST = { method: 'POST', body: JSON.stringify(ROW) };
const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const WAYS = [
  ['past the framework', '/predict'],
  ['through the framework', '/predict?record=false'],
] as const;

describe.each(WAYS)('a prediction %s', (way, path) => {
  it.each([
    ['its traceparent', TRACEPARENT, TRACEPARENT],
    ['nothing in place of a traceparent of another form', 'x'.repeat(15_000), undefined],
  ])('is logged with %s', async (_, traceparent, logged) => {
    const id = `${way.split(' ')[0]}-${traceparent.length}`;
    expect((await send(id, path, { ...POST, headers: { traceparent } })).status).toBe(200);
    const lines = await linesAbout(id);
    expect(lines.map((line) => line.traceparent)).toEqual([logged]);
  });

  it('that fails is logged with its request id once a line', async () => {
    const id = `failing-${way.split(' ')[0]}`;
    const answer = await send(id, path.replace('record=false', 'version=1'), POST, storeless);
    expect(answer.status).toBe(503);
    const lines = await linesAbout(id, storeless);
    expect(lines.map(({ level, status }) => [level, status])).toEqual([
      [40, undefined],
      [30, 503],
    ]);
    for (const { text } of lines) expect(text.split('"requestId"')).toHaveLength(2);
  });
});
