import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { Caller } from '../../domain/caller.js';
import type { AccessRefusal } from '../access.refusal.js';
import { OidcIssuer, type SigningAlgorithm } from './oidc-issuer.fixture.js';
import { TokenVerifier, type TokenVerifierOptions } from './token.verifier.js';

const AUDIENCE = 'urn:tabserve';
const ALICE = { sub: 'alice', scopes: ['predict', 'admin'], audience: AUDIENCE };
const seconds = () => Math.floor(Date.now() / 1000);

let issuer: OidcIssuer;
beforeAll(async () => {
  issuer = await OidcIssuer.start();
});
afterAll(() => issuer.close());

function verifierOf(options: Partial<TokenVerifierOptions> = {}): TokenVerifier {
  return new TokenVerifier({
    issuer: issuer.url,
    audience: AUDIENCE,
    scopeClaim: 'scope',
    ...options,
  });
}

/** Claims that are good but for what is said. */
function claims(others: Record<string, unknown> = {}): JWTPayload {
  const good = { iss: issuer.url, aud: AUDIENCE, sub: 'alice', exp: seconds() + 3_600 };
  return { ...good, ...others };
}

async function issuerKey() {
  const answer = await fetch(`${issuer.url}/jwks`);
  const { keys } = (await answer.json()) as { keys: [JWK & { kid: string }] };
  return keys[0];
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function signedByAnother(alg: string, header: object = {}): Promise<string> {
  const { privateKey } = await generateKeyPair(alg);
  const { kid } = await issuerKey();
  return new SignJWT(claims()).setProtectedHeader({ alg, kid, ...header }).sign(privateKey);
}

async function signedWithPublicKey(): Promise<string> {
  const { kid, ...jwk } = await issuerKey();
  const secret = Buffer.from(await exportSPKI((await importJWK(jwk, 'RS256')) as never));
  return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid }).sign(secret);
}

async function bringingItsKey(): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const header = { alg: 'RS256', jwk: await exportJWK(publicKey) };
  return new SignJWT(claims()).setProtectedHeader(header).sign(privateKey);
}

async function withOtherClaims(): Promise<string> {
  const [header, , signature] = (await issuer.tokenFor(ALICE)).split('.');
  return `${header}.${encoded(claims({ sub: 'root' }))}.${signature}`;
}

describe(TokenVerifier.name, () => {
  describe.each<SigningAlgorithm>(['RS256', 'ES256', 'EdDSA'])('with %s', (alg) => {
    it('says whose a token is, and what of this service they may', async () => {
      const other = await OidcIssuer.start({ alg });
      const verifier = verifierOf({ issuer: other.url });
      const caller = (await verifier.verify(await other.tokenFor(ALICE))) as Caller;
      await other.close();
      expect(caller).toBeInstanceOf(Caller);
      expect(caller.name).toBe('oidc:alice');
      expect([...caller.scopes]).toEqual(['predict']);
      expect(caller.models).toBeNull();
    });
  });

  it('takes scopes from an array, too', async () => {
    const verifier = verifierOf({ scopeClaim: 'roles' });
    const token = await issuer.tokenFor({ ...ALICE, scopes: ['history:read', 'x', 'predict'] });
    const { scopes } = (await verifier.verify(token)) as Caller;
    expect([...scopes].sort()).toEqual(['history:read', 'predict']);
  });

  it.each([{ claim: undefined }, { claim: 7 }, { claim: { predict: true } }, { claim: [null] }])(
    'knows a caller without scopes: $claim',
    async ({ claim }) => {
      const caller = await verifierOf().verify(await issuer.sign(claims({ scope: claim })));
      expect((caller as Caller).scopes.size).toBe(0);
    },
  );

  it('accepts an issuer that is configured with a slash more', async () => {
    const verifier = verifierOf({ issuer: `${issuer.url}/` });
    expect(await verifier.verify(await issuer.tokenFor(ALICE))).toBeInstanceOf(Caller);
  });

  it('accepts one of several audiences', async () => {
    const token = await issuer.sign(claims({ aud: ['urn:other', AUDIENCE] }));
    expect(await verifierOf().verify(token)).toBeInstanceOf(Caller);
  });

  it.each<[string, () => string | Promise<string>, string | null]>([
    ['nothing', () => '', null],
    ['garbage', () => 'a.b.c', null],
    ['an enormous one', () => issuer.sign(claims({ x: 'x'.repeat(8 * 1024) })), null],
    ['one without signature', () => `${encoded({ alg: 'none' })}.${encoded(claims())}.`, null],
    ['one signed with the public key', signedWithPublicKey, null],
    ['one that brings its key', bringingItsKey, null],
    ['one signed by another', () => signedByAnother('RS256'), null],
    ['one signed with a key nobody knows', () => signedByAnother('RS256', { kid: 'new' }), null],
    ['one of another algorithm', () => signedByAnother('ES384'), null],
    ['one whose claims were changed', withOtherClaims, null],
    ['a foreign one', () => issuer.tokenFor({ ...ALICE, audience: 'urn:other' }), 'oidc:alice'],
    ['one of another issuer', () => issuer.sign(claims({ iss: 'https://x.test' })), 'oidc:alice'],
    ['one not valid yet', () => issuer.sign(claims({ nbf: seconds() + 300 })), 'oidc:alice'],
    ['one without end', () => issuer.sign(claims({ exp: undefined })), 'oidc:alice'],
    ['one whose end is a text', () => issuer.sign(claims({ exp: '2099-01-01' })), 'oidc:alice'],
    ['one of nobody', () => issuer.sign(claims({ sub: undefined })), null],
    ['one of an empty name', () => issuer.sign(claims({ sub: '' })), null],
    ['one of a number', () => issuer.sign(claims({ sub: 7 })), null],
    ['one of a long name', () => issuer.sign(claims({ sub: 'x'.repeat(257) })), null],
    ['one of a name with a line end', () => issuer.sign(claims({ sub: 'a\nb' })), null],
  ])('refuses %s', async (_, tokenOf, who) => {
    const token = await tokenOf();
    const refusal = (await verifierOf().verify(token)) as AccessRefusal;
    expect(refusal).toMatchObject({ status: 401, reason: 'invalid-token', who });
    expect(refusal.message).toMatch(/^[ !#-[\]-~]+$/);
    expect(refusal.headers['www-authenticate']).toContain('error="invalid_token"');
  });

  it('refuses a token that has expired', async () => {
    const token = await issuer.sign(claims({ exp: seconds() - 60 }));
    expect(await verifierOf().verify(token)).toMatchObject({
      status: 401,
      reason: 'expired',
      who: 'oidc:alice',
    });
  });

  it('bears clocks that differ a little', async () => {
    const early = await issuer.sign(claims({ nbf: seconds() + 20 }));
    const late = await issuer.sign(claims({ exp: seconds() - 20 }));
    expect(await verifierOf().verify(early)).toBeInstanceOf(Caller);
    expect(await verifierOf().verify(late)).toBeInstanceOf(Caller);
  });

  it('answers at once for a token that it knows, until its end', async () => {
    let now = Date.now();
    const verifier = verifierOf({ now: () => now });
    const token = await issuer.tokenFor(ALICE);
    await verifier.verify(token);
    const caller = (await verifier.verify(token)) as Caller;
    expect(verifier.verify(token)).toBe(caller);
    now = caller.expiresAt! + 29_999;
    expect(verifier.verify(token)).toBe(caller);
    now++;
    expect(verifier.verify(token)).toMatchObject({ reason: 'expired', who: 'oidc:alice' });
    const unknowing = verifierOf({ now: () => now });
    expect(await unknowing.verify(token)).toMatchObject({ reason: 'expired' });
  });

  it('verifies a token once for all who bring it meanwhile', async () => {
    const verifier = verifierOf();
    const token = await issuer.tokenFor(ALICE);
    const verdict = verifier.verify(token);
    expect(verifier.verify(token)).toBe(verdict);
    expect(await verdict).toBeInstanceOf(Caller);
  });
});
