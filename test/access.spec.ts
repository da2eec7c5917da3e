import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeKey } from '#dist/access/access.key.js';
import type { Scope } from '#dist/domain/caller.js';
import { HttpParts } from '#dist/http/http.parts.js';
import { aKey, EVERYTHING, KeyFile, type MadeKey } from './support/key.file.js';
import { anyProblem, expectProblem } from './support/problem.js';
import { ROW, startApp, type TestApp } from './support/test.app.js';

/** Routes that everybody may use. */
const OPEN = /^\/(health\/(live|ready)|problems|docs|assets|index\.html|icon|robots)?(\/|\.|-|$)/;
const NOT_OPEN = /^\/(metrics|openapi\.json)/;

const right = aKey();
const expired = aKey({ scopes: EVERYTHING, expires: '2020-01-01' });
const revoked = aKey();
const elsewhere = aKey({ scopes: EVERYTHING, models: ['elsewhere*'] });
const without = new Map<Scope, MadeKey>(
  EVERYTHING.map((scope) => [scope, aKey({ scopes: EVERYTHING.filter((one) => one !== scope) })]),
);

describe('every route of the table', () => {
  const file = new KeyFile(right, expired, elsewhere, ...without.values());
  let app: TestApp;
  let batchId: string;
  let id: string;
  beforeAll(async () => {
    app = await startApp(file.settings);
    const answer = await app.post('/predict', ROW, right.headers);
    ({ id } = (await answer.json()) as { id: string });
    const csv = `${Object.keys(ROW)}\n${Object.values(ROW)}\n`;
    const batch = await app.postCsv('/predict-batch', csv, right.headers);
    ({ batchId } = (await batch.json()) as { batchId: string });
  });
  afterAll(async () => {
    await app.close();
    file.remove();
  });

  /** Calls every route that somebody may not use without more, with what it needs to succeed. */
  const callAll = async (headers: Record<string, string>, scopes: (scope: string) => boolean) => {
    const answers: [name: string, answer: Response][] = [];
    for (const { method, url, scope } of app.app.get(HttpParts).routes.routes) {
      if (scope === undefined || scope === 'open' || !scopes(scope)) continue;
      const path = url
        .replace(':batchId', batchId)
        .replace(':id', id)
        .replace(':name', 'iris')
        .replace(':version', '1');
      const body = method === 'POST' ? { body: JSON.stringify(bodyOf(path)) } : {};
      const type = method === 'POST' ? { 'content-type': 'application/json' } : {};
      const init = { method, headers: { ...type, ...headers }, ...body };
      answers.push([`${method} ${url}`, await app.request(path, init)]);
    }
    expect(answers.length).toBeGreaterThan(0);
    return answers;
  };
  const bodyOf = (path: string) => (path.startsWith('/predict-batch') ? [ROW] : ROW);
  const statuses = (answers: readonly [string, Response][]) =>
    answers.map(([name, { status }]) => [name, status]);
  const all = (answers: readonly [string, Response][], status: number) =>
    answers.map(([name]) => [name, status]);

  it('says who may use it, and nothing is open that should not be', () => {
    const { routes } = app.app.get(HttpParts).routes;
    for (const { method, url, scope } of routes) {
      expect([method, url, scope]).toEqual([method, url, expect.any(String)]);
      const isOpen = OPEN.test(url) && !NOT_OPEN.test(url);
      expect([url, scope === 'open']).toEqual([url, isOpen]);
    }
  });

  it.each([
    ['nothing', {}],
    ['garbage', { authorization: 'Bearer garbage' }],
    ['another scheme', { authorization: `Basic ${right.key}` }],
    ['a key that was never given', { authorization: `Bearer ${makeKey()}` }],
    ['a key that was revoked', revoked.headers],
    ['a key that has expired', expired.headers],
    ['the id of a key with another secret', { 'x-api-key': withOtherSecret(right.key) }],
  ] as const)('is closed to %s', async (what, headers) => {
    const answers = await callAll({ ...headers }, () => true);
    expect(statuses(answers)).toEqual(all(answers, 401));
    for (const [name, answer] of answers) {
      const challenge = answer.headers.get('www-authenticate');
      const isBare = what === 'nothing' || what === 'another scheme';
      expect(challenge).toMatch(isBare ? /^Bearer realm="tabserve"$/ : /error="invalid_token"/);
      if (!name.startsWith('HEAD')) {
        expect((await anyProblem(answer)).type).toBe('/problems/unauthenticated');
      }
    }
  });

  it.each([...without])('is closed to a key without its scope %s', async (scope, { headers }) => {
    const { routes } = app.app.get(HttpParts).routes;
    if (!routes.some((route) => route.scope === scope)) return;
    const answers = await callAll(headers, (one) => one === scope);
    expect(statuses(answers)).toEqual(all(answers, 403));
    for (const [name, answer] of answers) {
      expect(answer.headers.get('www-authenticate')).toContain(`scope="${scope}"`);
      if (name.startsWith('HEAD')) continue;
      expect((await anyProblem(answer)).detail).toContain(scope);
    }
    const others = await callAll(headers, (one) => one !== scope && one !== 'metrics:read');
    for (const [, answer] of others) expect(answer.status).not.toBe(403);
  });

  it('is closed to two credentials at once, however they are carried', async () => {
    const answers = await callAll({ ...right.headers, 'x-api-key': right.key }, () => true);
    expect(statuses(answers)).toEqual(all(answers, 400));
  });

  it.each([
    ['Authorization', right.headers],
    ['a scheme in small letters', { authorization: `bearer ${right.key}` }],
    ['X-API-Key', { 'x-api-key': right.key }],
  ])('is open to the right key in %s', async (_, headers) => {
    const answers = await callAll({ ...headers }, () => true);
    for (const [name, { status }] of answers) {
      // This model has all of its weights in its graph.
      const wanted = name.endsWith('.data') ? [404] : [200];
      expect([name, wanted.includes(status)]).toEqual([name, true]);
    }
  });

  it('has nothing of a model for a key that does not see it', async () => {
    const answers = await callAll(elsewhere.headers, (scope) => scope !== 'any');
    const found = new Map(answers);
    const lists = ['/models', '/history', '/history/summary', '/history/export', '/metrics'];
    for (const [name, { status }] of answers) {
      const [method = '', url = ''] = name.split(' ');
      if (!lists.includes(url)) expect([name, status]).toEqual([name, 404]);
      else if (method === 'GET') {
        expect(await found.get(name)?.text()).not.toMatch(/iris|setosa|sepal/);
      }
    }
  });

  it('does not say which features a model has to a key that does not see it', async () => {
    const search = '/history?model=iris&feature.sepal_lenght=1..';
    const seen = await app.request(search, { headers: right.headers });
    expect(seen.status).toBe(400);
    const unseen = await app.request(search, { headers: elsewhere.headers });
    expect(await unseen.json()).toEqual({ items: [], nextCursor: null, looked: 0 });
    const head = { method: 'HEAD', headers: elsewhere.headers };
    const { headers } = await app.request('/history/export?model=iris', head);
    expect(headers.get('x-total-count')).toBe('0');
  });

  it('tells a key whose it is and what it may', async () => {
    const mine = await app.request('/access', { headers: elsewhere.headers });
    expect(await mine.json()).toEqual({
      access: 'required',
      caller: `key:${elsewhere.entry.id}`,
      scopes: EVERYTHING,
      models: ['elsewhere*'],
      expires: null,
    });
  });

  it('leaves no answer in a cache that others share', async () => {
    for (const [name, answer] of await callAll({ 'x-api-key': right.key }, () => true)) {
      const control = answer.headers.get('cache-control');
      // What has a tag is asked for again each time, with the key.
      expect([name, control]).toEqual([name, answer.headers.has('etag') ? 'no-cache' : 'no-store']);
    }
  });

  it('takes no key from a URL', async () => {
    for (const name of ['access_token', 'api_key', 'key', 'x-api-key']) {
      const answer = await app.request(`/history?${name}=${right.key}`);
      const { instance } = await expectProblem(answer, 'unauthenticated');
      expect(instance).not.toContain(right.key);
    }
  });

  it('shows in the API document what a key may use, and of its models alone', async () => {
    const documentFor = async ({ headers }: MadeKey) => {
      const answer = await app.request('/openapi.json', { headers });
      return (await answer.json()) as { paths: object; components: object };
    };
    const whole = await documentFor(right);
    expect(Object.keys(whole.paths)).toEqual(expect.arrayContaining(['/predict', '/history']));
    expect(JSON.stringify(whole)).toMatch(/sepal_length/);
    const { paths } = await documentFor(without.get('history:read') as MadeKey);
    expect(Object.keys(paths).filter((path) => /history|batches/.test(path))).toEqual([]);
    expect(JSON.stringify(await documentFor(elsewhere))).not.toMatch(/iris|sepal/);
    const page = await app.request('/docs/swagger-ui-init.js');
    expect(await page.text()).not.toMatch(/iris|sepal|predict/);
  });

  it('names no model where everybody may ask', async () => {
    for (const path of ['/health/live', '/health/ready', '/docs', '/', '/problems']) {
      expect(await (await app.request(path)).text()).not.toMatch(/"iris|iris\/1/);
    }
  });
});

/** As whoever knows an id, and guesses. */
function withOtherSecret(key: string): string {
  const other = makeKey();
  return `${key.slice(0, 13)}${other.slice(13)}`;
}
