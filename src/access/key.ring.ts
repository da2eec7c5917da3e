import { timingSafeEqual } from 'node:crypto';
import { statSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import type { Caller } from '../domain/caller.js';
import { claimedIdOf, keyHash, keyIdOf } from './access.key.js';
import { type AccessRefusal, unauthenticated } from './access.refusal.js';
import { type KnownKey, readKeys } from './key.file.js';
import { readKeyText } from './key.text.js';

const LOOK_EVERY_MS = 500;
/** A file that was written less than this ago may be written again within the grain of its times. */
const SETTLED_MS = 2_000;

interface Proof {
  readonly key: string;
  readonly known: KnownKey;
}

/** The keys of a file, which is read again soon after it has changed. */
export class KeyRing {
  private keys: ReadonlyMap<string, KnownKey>;
  private readonly logger = new Logger('Access');
  private readonly timer: NodeJS.Timeout;
  /** What the file was when it was read last. */
  private seen = '';
  private text = '';
  private reported = '';
  /** What each connection has proved last: most bring the same key again. */
  private readonly proved = new WeakMap<object, Proof>();

  /** @throws Error when the file cannot be read, or has a fault */
  constructor(private readonly path: string) {
    this.text = readKeyText(path);
    this.keys = readKeys(this.text);
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  /**
   * Whose key this is, if it is one that is valid now.
   * @param connection that it came by
   */
  find(key: string, connection: object): Caller | AccessRefusal {
    const known = this.keys.get(claimedIdOf(key));
    if (known === undefined || !this.isProved(key, known, connection)) return unknownKey(key);
    const { caller } = known;
    if (caller.expiresAt !== null && caller.expiresAt <= Date.now()) {
      return unauthenticated('expired', 'The key has expired.', caller.name);
    }
    return caller;
  }

  close(): void {
    clearInterval(this.timer);
  }

  /** Time tells nothing of a key to other connections than the one that has proved it. */
  private isProved(key: string, known: KnownKey, connection: object): boolean {
    const last = this.proved.get(connection);
    if (last !== undefined && last.known === known && last.key === key) return true;
    const isProved = isSame(keyHash(key), known);
    if (isProved) this.proved.set(connection, { key, known });
    return isProved;
  }

  /** A file that cannot be used changes nothing but the log. */
  private look(): void {
    try {
      // Of the file that a link leads to: Kubernetes swaps the link.
      const { dev, ino, size, ctimeMs } = statSync(this.path);
      const now = `${dev} ${ino} ${size} ${ctimeMs}`;
      const isSettled = Date.now() - ctimeMs > SETTLED_MS;
      if (now === this.seen) return;
      // Also when it cannot be used: it stays so until it is another one.
      this.seen = isSettled ? now : '';
      this.take(readKeyText(this.path));
      this.reported = '';
    } catch (error) {
      this.report((error as Error).message);
    }
  }

  private take(text: string): void {
    if (text === this.text) return;
    this.keys = readKeys(text);
    this.text = text;
    this.logger.log(`the keys were read again: ${this.keys.size}`);
  }

  /** Once, not at every look. */
  private report(fault: string): void {
    if (fault === this.reported) return;
    this.reported = fault;
    this.logger.error(`${this.path} cannot be used: ${fault}; the keys of before stay valid`);
  }
}

function isSame(hash: string, known: KnownKey): boolean {
  return timingSafeEqual(Buffer.from(hash, 'latin1'), known.hash);
}

function unknownKey(key: string): AccessRefusal {
  const isWhole = keyIdOf(key) !== null;
  const detail = isWhole
    ? 'The key is not known here, or was revoked.'
    : 'This is no key, or it was not copied as a whole.';
  return unauthenticated('unknown-key', detail);
}
