import { hash } from 'node:crypto';
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import type { Caller } from '../../domain/caller.js';
import { type AccessRefusal, unauthenticated } from '../access.refusal.js';
import { withoutSlash } from './issuer.discovery.js';
import { IssuerKeys, type IssuerTimes } from './issuer.keys.js';
import { verifyJwt } from './jwt.verify.js';
import { callerOf, nameOf } from './token.claims.js';
import { expired, refusalOf } from './token.refusal.js';
import { VerifiedTokens } from './verified.tokens.js';

export interface TokenVerifierOptions extends IssuerTimes {
  readonly issuer: string;
  /** Whom tokens must be meant for. */
  readonly audience: string;
  /** Claim that lists scopes: a text of words, or an array of them. */
  readonly scopeClaim: string;
}

/** Who has a token, or why it is refused. */
export type TokenVerdict = Caller | AccessRefusal;

const LONGEST_TOKEN = 8 * 1024;
/** How far the clocks of the issuer and of this server may be apart. */
const TOLERANCE_S = 30;

/** Says whose a token (JWT) of the issuer is. */
export class TokenVerifier {
  private readonly keys: IssuerKeys;
  private readonly verified = new VerifiedTokens();
  private readonly underWay = new Map<string, Promise<TokenVerdict>>();
  private readonly scopeClaim: string;
  private readonly claims: JWTVerifyOptions;
  private readonly now: () => number;

  constructor({ issuer, audience, scopeClaim, now = Date.now, ...times }: TokenVerifierOptions) {
    // A key that the issuer has no more may have signed any of the tokens.
    this.keys = new IssuerKeys(issuer, () => this.verified.clear(), { ...times, now });
    this.scopeClaim = scopeClaim;
    this.now = now;
    const name = withoutSlash(issuer);
    this.claims = {
      algorithms: ['RS256', 'ES256', 'EdDSA'],
      issuer: [name, `${name}/`],
      audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: TOLERANCE_S,
    };
  }

  /** At once for a token that was verified before and is not over, else later. Never rejects. */
  verify(token: string): TokenVerdict | Promise<TokenVerdict> {
    if (token.length > LONGEST_TOKEN) {
      return unauthenticated('invalid-token', 'The token is too long.');
    }
    const digest = hash('sha256', token, 'base64url');
    return this.recall(digest) ?? this.underWay.get(digest) ?? this.begin(token, digest);
  }

  /** Ends what is under way to the issuer. */
  close(): void {
    this.keys.close();
  }

  private recall(digest: string): TokenVerdict | undefined {
    // Asked also for tokens that are known, since a refresh of the keys may end them.
    void this.keys.current;
    const caller = this.verified.find(digest);
    if (caller === undefined) return undefined;
    const endsAt = (caller.expiresAt ?? 0) + TOLERANCE_S * 1000;
    return this.now() < endsAt ? caller : expired(caller.name);
  }

  private begin(token: string, digest: string): Promise<TokenVerdict> {
    const verdict = this.check(token, digest).finally(() => this.underWay.delete(digest));
    this.underWay.set(digest, verdict);
    return verdict;
  }

  private async check(token: string, digest: string): Promise<TokenVerdict> {
    const keys = this.keys.current;
    let payload: JWTPayload;
    try {
      const currentDate = new Date(this.now());
      payload = await verifyJwt(token, this.keys.find, { ...this.claims, currentDate });
    } catch (error) {
      return refusalOf(error);
    }
    const name = nameOf(payload);
    if (name === null) return unauthenticated('invalid-token', 'The token names nobody.');
    const caller = callerOf(name, payload, this.scopeClaim);
    // Where the keys have changed meanwhile it may have been verified with an old one.
    if (keys === this.keys.current) this.verified.add(digest, caller);
    return caller;
  }
}
