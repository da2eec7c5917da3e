import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { PROVEN_MAJORS } from '#dist/http/direct/direct.check.js';
import { comparable, PLAIN_PREDICTIONS, predict } from './support/plain.prediction.js';
import { startProcess, stopAll } from './support/server.process.js';
import { MODEL_DIR, ROW, startApp, type TestApp } from './support/test.app.js';

/** Fastify tells here of each request that it gives to a route. */
const HANDLED = 'tracing:fastify.request.handler:start';

describe('with DIRECT_ROUTES=off', () => {
  let direct: TestApp;
  let framework: TestApp;
  beforeAll(async () => {
    direct = await startApp({ BODY_MAX_BYTES: '2048' });
    framework = await startApp({ BODY_MAX_BYTES: '2048', DIRECT_ROUTES: 'off' });
  });
  afterAll(() => Promise.all([direct.close(), framework.close()]));

  it.each(PLAIN_PREDICTIONS)('a plain POST /predict is answered equally: %s', async (_, sent) => {
    const answer = await predict(framework, sent);
    expect(comparable(answer)).toEqual(comparable(await predict(direct, sent)));
  });

  it('the framework handles it, which it does not otherwise', async () => {
    const handled: string[] = [];
    const note = (message: unknown) => {
      handled.push((message as { request: { host: string } }).request.host);
    };
    subscribe(HANDLED, note);
    for (const app of [direct, framework]) await app.post('/predict', ROW);
    unsubscribe(HANDLED, note);
    expect(handled).toEqual([new URL(framework.url).host]);
  });
});

describe('what answers plain predictions', () => {
  afterEach(stopAll);

  const wordsOf = async (environment: Record<string, string>) => {
    const server = await startProcess({
      MODEL_DIR,
      HISTORY_URL: 'sqlite::memory:',
      ...environment,
    });
    const answer = await server.post('/predict', ROW);
    await server.stop('SIGTERM');
    const lines = server.lines.filter((line) => line.includes('direct routes'));
    return { status: answer.status, lines: lines.map((line) => JSON.parse(line)) };
  };

  it('is not spoken of at the start where it is the direct route', async () => {
    expect(await wordsOf({})).toEqual({ status: 200, lines: [] });
  });

  it('is the framework, as one line says, where DIRECT_ROUTES is off', async () => {
    expect(await wordsOf({ DIRECT_ROUTES: 'off' })).toEqual({
      status: 200,
      lines: [
        expect.objectContaining({ level: 30, msg: 'no direct routes: DIRECT_ROUTES is off' }),
      ],
    });
  });

  it('is the framework, as one warning says, on a Node that CI does not try', async () => {
    const versions = "{value:{...process.versions,node:'27.1.0'}}";
    const later = `data:text/javascript,Object.defineProperty(process,'versions',${versions})`;
    expect(await wordsOf({ NODE_OPTIONS: `--import=${later}` })).toEqual({
      status: 200,
      lines: [
        expect.objectContaining({
          level: 40,
          msg: 'no direct routes: they were not tried on Node 27.1.0',
        }),
      ],
    });
  });
});

describe('CI', () => {
  it('tries every Node on which the direct routes are used', () => {
    const matrix = /node: \[([\d, ]+)\]/.exec(readFileSync('.github/workflows/ci.yml', 'utf8'));
    expect(matrix?.[1]?.split(', ').map(Number)).toEqual(PROVEN_MAJORS);
    const versions = /^versions='(.+)'$/m.exec(readFileSync('.ci/nodes', 'utf8'));
    expect(versions?.[1]?.split(' ').map((text) => Number.parseInt(text, 10))).toEqual(
      PROVEN_MAJORS,
    );
  });
});
