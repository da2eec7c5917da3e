import type { IncomingMessage } from 'node:http';
import { AccessRefusal } from '../../access/access.refusal.js';

/** In nearly every request it is written so. */
const USUAL = 'Bearer ';
const BEARER = /^Bearer +(.+)$/i;

/**
 * The key or token of a request; null when it brings none.
 * @returns a refusal when it brings several: a proxy and this server may each take another one
 */
export function credentialOf({
  headers,
  rawHeaders,
}: IncomingMessage): string | null | AccessRefusal {
  const { authorization, 'x-api-key': key } = headers;
  if (authorization === undefined && key === undefined) return null;
  if (countOf(rawHeaders) > 1) return several();
  if (authorization === undefined) return String(key).trim();
  // Of another scheme, it is none of ours.
  if (authorization.startsWith(USUAL)) return authorization.slice(USUAL.length).trim() || null;
  return BEARER.exec(authorization)?.[1]?.trim() ?? null;
}

/** Node keeps the first of several `Authorization`, and joins several `X-API-Key`. */
function countOf(rawHeaders: readonly string[]): number {
  let count = 0;
  // Names and values take turns. Lengths are compared first, since every request pays for this.
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string;
    if (name.length !== 13 && name.length !== 9) continue;
    const plain = name.toLowerCase();
    if (plain === 'authorization' || plain === 'x-api-key') count++;
  }
  return count;
}

function several(): AccessRefusal {
  const detail = 'Send one key or token, in Authorization or in X-API-Key.';
  return new AccessRefusal('two-credentials', 'malformed-request', detail);
}
