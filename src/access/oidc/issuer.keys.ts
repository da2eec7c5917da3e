import { Logger } from '@nestjs/common';
import { errors, type JWTVerifyGetKey, type LocalJWKSet } from 'jose';
import { AccessRefusal } from '../access.refusal.js';
import { discoverKeys } from './issuer.discovery.js';
import { IssuerFault } from './json.fetch.js';

export interface IssuerTimes {
  /** Age from which keys are fetched again when they are used. */
  readonly refreshMs?: number;
  /** Least time from one fetch to the next, whatever tokens ask for. */
  readonly coolDownMs?: number;
  /** How long a fetch may take. */
  readonly timeoutMs?: number;
  /** Time in ms since 1970. */
  readonly now?: () => number;
}

const UNAVAILABLE = 'The issuer of tokens was not reached yet, so the token cannot be checked.';

/**
 * The public keys of an issuer: fetched when first needed, refreshed in the background, kept in an
 * outage. The set of jose for remote keys waits for each refresh, and fails when one does.
 */
export class IssuerKeys {
  private readonly logger = new Logger('Access');
  private readonly closing = new AbortController();
  private readonly times: Required<IssuerTimes>;
  private known: LocalJWKSet | null = null;
  private knownText = '';
  private fetchedAt = Number.NEGATIVE_INFINITY;
  private triedAt = Number.NEGATIVE_INFINITY;
  private underWay: Promise<void> | null = null;
  private fault: string | null = null;

  /** @param onChange is called when the issuer has other keys than before */
  constructor(
    private readonly issuer: string,
    private readonly onChange: () => void,
    { refreshMs = 600_000, coolDownMs = 30_000, timeoutMs = 5_000, now = Date.now }: IssuerTimes,
  ) {
    this.times = { refreshMs, coolDownMs, timeoutMs, now };
  }

  /** The keys as they are known, of which old ones are refreshed meanwhile; null before the first. */
  get current(): LocalJWKSet | null {
    const isOld = this.times.now() - this.fetchedAt >= this.times.refreshMs;
    if (this.known !== null && isOld) this.beginFetch();
    return this.known;
  }

  /**
   * The key of a token. One that is not known may be new, so the issuer is asked once more.
   * @throws AccessRefusal when there were never any keys; JOSEError when none is the token's
   */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const keys = this.current ?? (await this.refreshed());
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return (await this.refreshed())(header, token);
    }
  };

  /** Ends a fetch that is under way; each later one fails at once. */
  close(): void {
    this.closing.abort();
  }

  private async refreshed(): Promise<LocalJWKSet> {
    this.beginFetch();
    await this.underWay;
    if (this.known !== null) return this.known;
    throw new AccessRefusal('issuer-unavailable', 'issuer-unavailable', UNAVAILABLE);
  }

  /** Forged tokens must not make this server a burden to the issuer, nor may its outage. */
  private beginFetch(): void {
    const isSoon = this.times.now() - this.triedAt < this.times.coolDownMs;
    if (isSoon || this.underWay !== null) return;
    this.triedAt = this.times.now();
    this.underWay = this.fetch().finally(() => {
      this.underWay = null;
    });
  }

  private async fetch(): Promise<void> {
    const timeout = AbortSignal.timeout(this.times.timeoutMs);
    try {
      this.take(await discoverKeys(this.issuer, AbortSignal.any([timeout, this.closing.signal])));
      this.note(null);
    } catch (error) {
      this.note(reasonOf(error));
    }
  }

  private take(keys: LocalJWKSet): void {
    this.fetchedAt = this.times.now();
    const text = textOf(keys);
    if (text === this.knownText) return;
    this.known = keys;
    this.knownText = text;
    this.onChange();
  }

  /** An outage is one line in the log, and its end another. */
  private note(fault: string | null): void {
    if (fault === this.fault || this.closing.signal.aborted) return;
    this.fault = fault;
    const effect = this.known === null ? 'no token can be checked' : 'its known keys go on';
    if (fault === null) this.logger.log('the issuer of tokens answers again');
    else this.logger.error(`the issuer of tokens ${fault}: ${effect}`);
  }
}

/** The same for the same keys in another order. */
function textOf(keys: LocalJWKSet): string {
  const texts = keys.jwks().keys.map((key) => JSON.stringify(key));
  return JSON.stringify(texts.sort());
}

/** The words of other errors may hold the URL, and that a password. */
function reasonOf(error: unknown): string {
  if (error instanceof IssuerFault) return error.message;
  const { name, cause } = error as Error & { cause?: { code?: string } };
  return `cannot be reached (${cause?.code ?? name})`;
}
