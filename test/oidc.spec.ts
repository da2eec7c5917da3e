import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { OidcIssuer } from '../src/access/oidc/oidc-issuer.fixture.js';
import { expectProblem } from './support/problem.js';
import { ROW, startApp, type TestApp } from './support/test.app.js';

const AUDIENCE = 'urn:tabserve';

let issuer: OidcIssuer;
let app: TestApp;
beforeAll(async () => {
  issuer = await OidcIssuer.start();
  app = await startApp({
    ACCESS: 'required',
    OIDC_ISSUER: issuer.url,
    OIDC_AUDIENCE: AUDIENCE,
  });
});
afterAll(async () => {
  await app.close();
  await issuer.close();
});

const headersOf = async (scopes: readonly string[], audience = AUDIENCE) => ({
  authorization: `Bearer ${await issuer.tokenFor({ sub: 'ada', scopes, audience })}`,
});

it('a token of the issuer may what its scopes say, and is kept as the caller', async () => {
  const headers = await headersOf(['predict', 'history:read', 'no-scope-of-ours']);
  // At once for the second time, and without the framework.
  for (let sent = 0; sent < 2; sent++) {
    expect((await app.post('/predict', ROW, headers)).status).toBe(200);
  }
  const history = await app.request('/history?caller=oidc:ada', { headers });
  const { items } = (await history.json()) as { items: { caller: string }[] };
  expect(items.map(({ caller }) => caller)).toEqual(['oidc:ada', 'oidc:ada']);
  await expectProblem(await app.request('/models', { headers }), 'forbidden');
  const mine = await app.request('/access', { headers });
  expect(await mine.json()).toMatchObject({
    caller: 'oidc:ada',
    scopes: ['predict', 'history:read'],
    expires: expect.stringMatching(/^\d{4}-/),
  });
});

it('a token for others is none, and neither is a key where there is no file of them', async () => {
  const foreign = await headersOf(['predict'], 'urn:elsewhere');
  await expectProblem(await app.post('/predict', ROW, foreign), 'unauthenticated');
  const key = { 'x-api-key': `tsk_abcdefgh_${'x'.repeat(49)}` };
  await expectProblem(await app.post('/predict', ROW, key), 'unauthenticated');
});

it('requests that bring a new token at the same time are all answered', async () => {
  const headers = await headersOf(['predict']);
  const answers = await Promise.all(
    Array.from({ length: 32 }, () => app.post('/predict', ROW, headers)),
  );
  expect(answers.map(({ status }) => status)).toEqual(new Array(32).fill(200));
});
