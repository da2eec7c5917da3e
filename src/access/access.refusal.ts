import { Problem } from '../problem/problem.js';

/** Why a request may not come in, for the log and the metrics: a closed set. */
export type RefusalReason =
  | 'no-credential'
  | 'two-credentials'
  | 'unknown-key'
  | 'expired'
  | 'invalid-token'
  | 'issuer-unavailable'
  | 'missing-scope'
  | 'rate';

interface RefusalOptions {
  /** Whom the credential names, where that is known: never the credential itself. */
  readonly who?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that was refused for who sends it; each one is logged and counted. */
export class AccessRefusal extends Problem {
  readonly who: string | null;

  constructor(
    readonly reason: RefusalReason,
    code:
      | 'malformed-request'
      | 'unauthenticated'
      | 'forbidden'
      | 'issuer-unavailable'
      | 'rate-limited',
    detail: string,
    { who = null, headers = {} }: RefusalOptions = {},
  ) {
    super(code, detail, { headers });
    this.who = who;
  }
}

/**
 * A 401, as RFC 6750 has it: a request that brings nothing is told no more than what to bring.
 * @param detail in ASCII, without quotes
 */
export function unauthenticated(
  reason: RefusalReason,
  detail: string,
  who: string | null = null,
): AccessRefusal {
  const error = `, error="invalid_token", error_description="${detail}"`;
  const challenge = `Bearer realm="tabserve"${reason === 'no-credential' ? '' : error}`;
  const headers = { 'www-authenticate': challenge };
  return new AccessRefusal(reason, 'unauthenticated', detail, { who, headers });
}
