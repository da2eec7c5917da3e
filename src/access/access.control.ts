import type { OnApplicationShutdown } from '@nestjs/common';
import { ANYBODY, type Caller, type Scope } from '../domain/caller.js';
import { KEY_PREFIX } from './access.key.js';
import { AccessRefusal, unauthenticated } from './access.refusal.js';
import type { KeyRing } from './key.ring.js';
import type { TokenVerifier } from './oidc/token.verifier.js';

type Found = Caller | AccessRefusal;

/** Says who somebody is and what they may, whatever protocol they speak. */
export class AccessControl implements OnApplicationShutdown {
  /** Asks nobody. */
  static readonly OPEN = new AccessControl(null, null);

  constructor(
    private readonly keys: KeyRing | null,
    private readonly tokens: TokenVerifier | null,
  ) {}

  get isOpen(): boolean {
    return this.keys === null && this.tokens === null;
  }

  /**
   * @param credential a key or a token; null when there is none
   * @param connection that it came by
   * @returns at once, but where a token was not seen before
   */
  identify(credential: string | null, connection: object): Found | Promise<Found> {
    if (this.isOpen) return ANYBODY;
    if (credential === null) {
      return unauthenticated('no-credential', 'This server answers those who bring a key.');
    }
    if (this.keys !== null && (this.tokens === null || credential.startsWith(KEY_PREFIX))) {
      return this.keys.find(credential, connection);
    }
    return this.tokens?.verify(credential) ?? noKeys();
  }

  /** @returns why the caller may not; null when they may */
  refusalOf(caller: Caller, scope: Scope): AccessRefusal | null {
    if (caller.scopes.has(scope)) return null;
    const challenge = `Bearer realm="tabserve", error="insufficient_scope", scope="${scope}"`;
    return new AccessRefusal('missing-scope', 'forbidden', `The scope ${scope} is needed.`, {
      who: caller.name,
      headers: { 'www-authenticate': challenge },
    });
  }

  onApplicationShutdown(): void {
    this.keys?.close();
    this.tokens?.close();
  }
}

function noKeys(): AccessRefusal {
  return unauthenticated('unknown-key', 'This server takes no keys.');
}
