import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyHash, keyIdOf, makeKey } from '#dist/access/access.key.js';
import { SCOPES, type Scope } from '#dist/domain/caller.js';
import { temporaryFolder } from './test.app.js';

export const EVERYTHING: readonly Scope[] = SCOPES;

/** What an entry says beside its id and its hash. */
export interface KeyOptions {
  readonly scopes: readonly Scope[];
  readonly models?: readonly string[];
  readonly expires?: string;
  readonly ratePerMinute?: number;
}

/** A key, and the entry of a file that stands for it. */
export interface MadeKey {
  readonly key: string;
  readonly entry: KeyOptions & { readonly id: string; readonly sha256: string };
  /** The headers that carry it. */
  readonly headers: { readonly authorization: string };
}

export function aKey(options: KeyOptions = { scopes: EVERYTHING }): MadeKey {
  const key = makeKey();
  const entry = { id: keyIdOf(key) ?? '', sha256: keyHash(key), ...options };
  return { key, entry, headers: { authorization: `Bearer ${key}` } };
}

/** A file of keys in a folder of its own. */
export class KeyFile {
  private readonly folder = temporaryFolder();
  readonly path = join(this.folder.path, 'keys.json');

  constructor(...keys: readonly MadeKey[]) {
    this.write(...keys);
  }

  /** What a server needs to ask for these keys. */
  get settings(): Record<string, string> {
    return { ACCESS: 'required', ACCESS_KEYS_FILE: this.path };
  }

  write(...keys: readonly MadeKey[]): void {
    this.writeText(JSON.stringify(keys.map(({ entry }) => entry)));
  }

  /** As a whole, as whoever writes such a file should. */
  writeText(text: string): void {
    writeFileSync(`${this.path}.new`, text);
    renameSync(`${this.path}.new`, this.path);
  }

  remove(): void {
    this.folder.remove();
  }
}
