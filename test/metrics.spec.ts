import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { editJson } from './support/model.copy.js';
import { FIXTURE_DIR, startApp, type TestApp } from './support/test.app.js';

const MODELS = ['diabetes', 'penguins-mixed', 'wine-gb'];

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ MODEL_DIR: FIXTURE_DIR, DEFAULT_MODEL: 'wine-gb' });
});
afterAll(() => app.close());

describe('the metrics', () => {
  const read = async () => {
    const answer = await app.request('/metrics');
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    return answer.text();
  };
  const counterOf = (text: string, name: string) => {
    const line = text
      .split('\n')
      .find((one) => one.startsWith(`${name}{model="wine-gb",version="1"}`));
    return Number(line?.split(' ').at(-1) ?? 0);
  };

  it('are Prometheus text with help and type, without ids', async () => {
    const lines = (await read()).trimEnd().split('\n');
    const sample =
      /^[a-z_][a-z0-9_]*(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? (-?[\d.]+(e[+-]?\d+)?|NaN|\+Inf)( \d+)?$/i;
    expect(
      lines.filter((line) => line !== '' && !/^# (HELP|TYPE) /.test(line) && !sample.test(line)),
    ).toEqual([]);
    expect(lines.join('\n')).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    const names = lines.flatMap((line) => /^# TYPE (tabserve_\w+)/.exec(line)?.[1] ?? []);
    expect(names.filter((name) => /_(ms|milliseconds|kb|mb|percent)(_|$)/.test(name))).toEqual([]);
    expect(names).toContain('tabserve_history_write_seconds');
  });

  it('time requests by the pattern of their route, never by their path', async () => {
    await app.request('/history/no-such-id');
    await app.request('/no/such/path');
    const text = await read();
    expect(text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/history\/:id",status="404"\} \d/,
    );
    expect(text).toMatch(/_count\{method="GET",route="unknown",status="404"\} \d/);
    expect(text).not.toMatch(/no-such-id|no\/such\/path/);
  });

  it('say how many models are served and refused', async () => {
    const text = await read();
    expect(text).toContain('tabserve_models{state="served"} 3');
    expect(text).toContain('tabserve_models{state="refused"} 0');
  });

  it('say how full the queue of predictions is', async () => {
    const text = await read();
    expect(text).toMatch(/^tabserve_predictions_pending 0$/m);
    expect(text).toMatch(/^tabserve_predictions_pending_limit 1024$/m);
  });

  it('count predictions and rows of files', async () => {
    const row = (
      editJson(FIXTURE_DIR, 'wine-gb', 'model.json') as unknown as {
        examples: { inputs: object }[];
      }
    ).examples[0]?.inputs;
    const before = await read();
    for (let sent = 0; sent < 3; sent++) await app.post('/predict', row);
    await app.post('/predict', {});
    await app.post('/predict-batch', [row, row]);
    const after = await read();
    const grown = (name: string) => counterOf(after, name) - counterOf(before, name);
    expect(grown('tabserve_predictions_total')).toBe(3);
    expect(grown('tabserve_batch_rows_total')).toBe(2);
  });
});

describe('health', () => {
  it('is live', async () => {
    const answer = await app.request('/health/live');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('is ready, and says what is served', async () => {
    const answer = await app.request('/health/ready');
    expect(answer.status).toBe(200);
    const served = MODELS.map((name) => `${name}/1`);
    expect(await answer.json()).toMatchObject({
      status: 'ok',
      details: { models: { status: 'up', served }, history: { status: 'up' } },
    });
  });

  it.each(['/health/live', '/health/ready', '/history', '/history/summary', '/history/export'])(
    'and the history are not kept in caches: %s',
    async (path) => {
      expect((await app.request(path)).headers.get('cache-control')).toBe('no-store');
    },
  );
});
