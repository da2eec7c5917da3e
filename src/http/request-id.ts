import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { hideSecrets } from '../domain/secret.text.js';

const ACCEPTED = /^[A-Za-z0-9._-]{1,128}$/;

/** The client's `X-Request-Id` when it is well formed, else a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  if (typeof given !== 'string' || !ACCEPTED.test(given)) return randomUUID();
  // It is logged and kept.
  return hideSecrets(given) === given ? given : randomUUID();
}
