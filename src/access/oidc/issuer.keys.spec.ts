import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { Caller } from '../../domain/caller.js';
import { IssuerKeys } from './issuer.keys.js';
import { OidcIssuer } from './oidc-issuer.fixture.js';
import { TokenVerifier, type TokenVerifierOptions } from './token.verifier.js';

const AUDIENCE = 'urn:tabserve';
const DOCUMENT = '/.well-known/openid-configuration';
const TEN_MINUTES = 600_000;
const UNAVAILABLE = { status: 503, reason: 'issuer-unavailable', who: null };
const REFUSED = { status: 401, reason: 'invalid-token' };

let issuer: OidcIssuer;
let now: number;
let lines: string[];
beforeEach(async () => {
  now = Date.now();
  lines = [];
  const note = (line: string) => lines.push(line);
  Logger.overrideLogger({ log: note, warn: note, error: note });
  issuer = await OidcIssuer.start();
});
afterEach(() => issuer.close());

function verifierOf(options: Partial<TokenVerifierOptions> = {}): TokenVerifier {
  const clock = { now: () => now };
  const rest = { audience: AUDIENCE, scopeClaim: 'scope' };
  return new TokenVerifier({ issuer: issuer.url, ...rest, ...clock, ...options });
}

const tokenOf = (sub: string) => issuer.tokenFor({ sub, scopes: ['predict'], audience: AUDIENCE });

function claimsOf(sub: string): JWTPayload {
  return { iss: issuer.url, aud: AUDIENCE, sub, exp: Math.floor(now / 1000) + 3_600 };
}

/** With a `kid` that the issuer does not have. */
const forged = (kid: string) => issuer.sign(claimsOf('mallory'), { kid });

const json =
  (value: object): RequestListener =>
  (_, response) =>
    response.end(JSON.stringify(value));

describe(IssuerKeys.name, () => {
  it('asks for nothing before there is a token that needs a key', async () => {
    const verifier = verifierOf();
    await verifier.verify('garbage');
    expect(issuer.keyRequests).toBe(0);
    await Promise.all([verifier.verify(await tokenOf('a')), verifier.verify(await tokenOf('b'))]);
    expect(issuer.keyRequests).toBe(1);
  });

  it('takes a new key, and no token of one that is gone', async () => {
    const verifier = verifierOf({ coolDownMs: 0 });
    const old = await tokenOf('alice');
    const kept = await verifiedTwice(verifier, old);
    expect(verifier.verify(old)).toBe(kept);
    await issuer.rotate();
    expect(await verifier.verify(await tokenOf('alice'))).toBeInstanceOf(Caller);
    expect(await verifier.verify(old)).toMatchObject(REFUSED);
  });

  it('refreshes old keys in the background, also for tokens that are known', async () => {
    const verifier = verifierOf();
    const token = await tokenOf('alice');
    const caller = await verifiedTwice(verifier, token);
    await issuer.rotate();
    now += TEN_MINUTES - 1;
    expect(verifier.verify(token)).toBe(caller);
    expect(issuer.keyRequests).toBe(1);
    now++;
    expect(verifier.verify(token)).toBe(caller);
    while (verifier.verify(token) === caller) await new Promise(setImmediate);
    expect(await verifier.verify(token)).toMatchObject(REFUSED);
    expect(issuer.keyRequests).toBe(2);
  });

  it('keeps what was verified when a refresh brings the same keys', async () => {
    const verifier = verifierOf({ coolDownMs: 0 });
    const token = await tokenOf('alice');
    const caller = await verifiedTwice(verifier, token);
    await verifier.verify(await forged('x'));
    expect(issuer.keyRequests).toBe(2);
    expect(verifier.verify(token)).toBe(caller);
  });

  it('is not driven to the issuer by forged tokens', async () => {
    const verifier = verifierOf();
    for (let count = 0; count < 5; count++) {
      expect(await verifier.verify(await forged(`x${count}`))).toMatchObject(REFUSED);
    }
    expect(issuer.keyRequests).toBe(1);
    now += 30_000;
    await verifier.verify(await forged('y'));
    expect(issuer.keyRequests).toBe(2);
  });

  it('goes on with known keys in an outage, and says when one begins and ends', async () => {
    const verifier = verifierOf({ coolDownMs: 0 });
    const tokens = [await tokenOf('a'), await tokenOf('b'), await tokenOf('c')];
    const mallory = await forged('x');
    await verifier.verify(tokens[0]!);
    const { port } = issuer;
    await issuer.close();
    expect(await verifier.verify(tokens[1]!)).toBeInstanceOf(Caller);
    now += TEN_MINUTES;
    expect(await verifier.verify(tokens[2]!)).toBeInstanceOf(Caller);
    expect(await verifier.verify(mallory)).toMatchObject(REFUSED);
    issuer = await OidcIssuer.start({ port });
    expect(await verifier.verify(await tokenOf('d'))).toBeInstanceOf(Caller);
    expect(lines[0]).toMatch(/cannot be reached .*: its known keys go on$/);
    expect(lines.at(-1)).toBe('the issuer of tokens answers again');
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('can check no token of an issuer that was never reached, until it is', async () => {
    const verifier = verifierOf();
    const token = await tokenOf('alice');
    const { port } = issuer;
    await issuer.close();
    expect(await verifier.verify(token)).toMatchObject(UNAVAILABLE);
    issuer = await OidcIssuer.start({ port });
    expect(await verifier.verify(token)).toMatchObject(UNAVAILABLE);
    now += 30_000;
    expect(await verifier.verify(await tokenOf('alice'))).toBeInstanceOf(Caller);
  });

  it('tries every key that may be that of a token without kid', async () => {
    const pairs = [await generateKeyPair('ES256'), await generateKeyPair('ES256')];
    const keys = await Promise.all(pairs.map(({ publicKey }) => exportJWK(publicKey)));
    answerWith({ '/jwks': json({ keys }) });
    const verifier = verifierOf();
    const signers = [...pairs, await generateKeyPair('ES256')];
    const verdicts = signers.map(async ({ privateKey }) => {
      const token = new SignJWT(claimsOf('alice')).setProtectedHeader({ alg: 'ES256' });
      return verifier.verify(await token.sign(privateKey));
    });
    expect(await Promise.all(verdicts)).toMatchObject([
      { name: 'oidc:alice' },
      { name: 'oidc:alice' },
      REFUSED,
    ]);
  });

  it.each<[string, string, () => RequestListener]>([
    [
      'answers with status 302',
      '/jwks',
      () => (_, response) => {
        response.writeHead(302, { location: 'http://127.0.0.1:1/jwks' }).end();
      },
    ],
    ['answers with what is not JSON', '/jwks', () => (_, response) => response.end('<html>')],
    ['answers with what is no set of keys', '/jwks', () => json({ keys: 7 })],
    ['sends more than 262144 bytes', '/jwks', () => json({ keys: [], x: 'x'.repeat(262_144) })],
    ['has no issuer or jwks_uri in its document', DOCUMENT, () => json({ issuer: issuer.url })],
    ['calls itself by another name', DOCUMENT, () => json(document('https://x.test'))],
    [
      'has its keys at no https:// URL',
      DOCUMENT,
      () => json(document(issuer.url, 'http://x.test')),
    ],
    ['has its keys at no https:// URL', DOCUMENT, () => json(document(issuer.url, 'file:///jwks'))],
    ['cannot be reached (TimeoutError)', '/jwks', () => () => {}],
  ])('trusts no issuer that %s', async (fault, path, listener) => {
    const token = await tokenOf('alice');
    answerWith({ [path]: listener() });
    const verifier = verifierOf({ coolDownMs: 0, timeoutMs: 100 });
    expect(await verifier.verify(token)).toMatchObject(UNAVAILABLE);
    expect(await verifier.verify(token)).toMatchObject(UNAVAILABLE);
    expect(lines).toEqual([`the issuer of tokens ${fault}: no token can be checked`]);
  });

  it('waits for nothing after it was closed', async () => {
    const token = await tokenOf('alice');
    const verifier = verifierOf({ coolDownMs: 0, timeoutMs: 600_000 });
    answerWith({ [DOCUMENT]: () => verifier.close() });
    expect(await verifier.verify(token)).toMatchObject(UNAVAILABLE);
    expect(await verifier.verify(token)).toMatchObject(UNAVAILABLE);
    expect(lines).toEqual([]);
  });
});

function document(name: string, jwksUri = `${issuer.url}/jwks`): object {
  return { issuer: name, jwks_uri: jwksUri };
}

/** Some paths of the issuer answer otherwise than a provider would. */
function answerWith(paths: Readonly<Record<string, RequestListener>>): void {
  const all: Record<string, RequestListener> = { [DOCUMENT]: json(document(issuer.url)), ...paths };
  issuer.answerWith((request, response) => all[request.url!]?.(request, response));
}

/** As it is kept: who comes before the first keys is verified once more. */
async function verifiedTwice(verifier: TokenVerifier, token: string): Promise<unknown> {
  await verifier.verify(token);
  return verifier.verify(token);
}
