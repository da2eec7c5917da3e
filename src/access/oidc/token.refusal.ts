import { errors } from 'jose';
import { AccessRefusal, unauthenticated } from '../access.refusal.js';
import { nameOf } from './token.claims.js';

const UNREADABLE = 'It is not a token that can be checked.';
const WRONG_CLAIMS: Readonly<Record<string, string>> = {
  iss: 'The token is of another issuer.',
  aud: 'The token is meant for another audience.',
  exp: 'The token does not say when it ends.',
  nbf: 'The token is not valid yet.',
  sub: 'The token names nobody.',
};

/** A token that was good until its end. */
export function expired(who: string | null): AccessRefusal {
  return unauthenticated('expired', 'The token has expired.', who);
}

/** What to answer when a token could not be verified. Only a signed one is believed whose it is. */
export function refusalOf(error: unknown): AccessRefusal {
  if (error instanceof AccessRefusal) return error;
  if (error instanceof errors.JWTExpired) return expired(nameOf(error.payload));
  if (error instanceof errors.JWTClaimValidationFailed) {
    const detail = WRONG_CLAIMS[error.claim] ?? UNREADABLE;
    return unauthenticated('invalid-token', detail, nameOf(error.payload));
  }
  return unauthenticated('invalid-token', detailOf(error));
}

/** A key of the issuer that is too weak or broken is no `JOSEError`, and the last of these, too. */
function detailOf(error: unknown): string {
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return 'The token must be signed with RS256, ES256 or EdDSA.';
  }
  if (error instanceof errors.JWKSNoMatchingKey) {
    return 'The token is signed with a key that the issuer does not have.';
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return 'The signature of the token is wrong.';
  }
  return UNREADABLE;
}
