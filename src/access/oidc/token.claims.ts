import type { JWTPayload } from 'jose';
import { Caller, SCOPES } from '../../domain/caller.js';

const LONGEST_SUB = 256;
/** No date is later. */
const LATEST_MS = 8.64e15;
/** Control and format characters, halves of others, line ends: they would forge lines of a log. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Whom the claims of a token are about: `oidc:<sub>`; null when that can be nobody's name. */
export function nameOf({ sub }: JWTPayload): string | null {
  // Claims are whatever the issuer wrote, and not what the type says.
  if (typeof sub !== 'string' || sub === '' || sub.length > LONGEST_SUB) return null;
  return UNPRINTABLE.test(sub) ? null : `oidc:${sub}`;
}

/** Who has a token with these claims, `exp` among them; scopes of other services are ignored. */
export function callerOf(name: string, claims: JWTPayload, scopeClaim: string): Caller {
  const claim = claims[scopeClaim];
  const words: unknown = typeof claim === 'string' ? claim.split(' ') : claim;
  const scopes = Array.isArray(words) ? SCOPES.filter((scope) => words.includes(scope)) : [];
  const expiresAt = Math.min(Number(claims.exp) * 1000, LATEST_MS);
  return new Caller({ name, scopes, expiresAt });
}
