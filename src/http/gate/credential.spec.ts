import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { AccessRefusal } from '../../access/access.refusal.js';
import { credentialOf } from './credential.js';

/** As Node gives it: the first of several `Authorization`, all of several `X-API-Key`. */
function request(...lines: [name: string, value: string][]): IncomingMessage {
  const headers: Record<string, string> = {};
  for (const [name, value] of lines) {
    const plain = name.toLowerCase();
    const known = headers[plain];
    if (known === undefined) headers[plain] = value;
    else if (plain !== 'authorization') headers[plain] = `${known}, ${value}`;
  }
  return { headers, rawHeaders: lines.flat() } as unknown as IncomingMessage;
}

describe(credentialOf.name, () => {
  it.each([
    [[['Accept', 'x']], null],
    [[['Authorization', 'Bearer k']], 'k'],
    [[['authorization', 'bearer   k ']], 'k'],
    [[['X-Api-Key', ' k ']], 'k'],
    [[['Authorization', 'Basic k']], null],
    [[['Authorization', 'Bearer']], null],
    [[['Authorization', 'Bearerk']], null],
  ] as [[string, string][], string | null][])('of %j is %j', (lines, credential) => {
    expect(credentialOf(request(...lines))).toBe(credential);
  });

  it.each([
    [
      ['Authorization', 'Bearer k'],
      ['X-API-Key', 'k'],
    ],
    [
      ['Authorization', 'Bearer k'],
      ['AUTHORIZATION', 'Bearer k'],
    ],
    [
      ['x-api-key', 'k'],
      ['X-API-Key', 'k'],
    ],
    [
      ['Authorization', 'Basic k'],
      ['X-API-Key', 'k'],
    ],
  ] as [string, string][][])('is refused when there are several: %j, %j', (...lines) => {
    const refusal = credentialOf(request(...lines));
    expect(refusal).toBeInstanceOf(AccessRefusal);
    expect(refusal).toMatchObject({ status: 400, reason: 'two-credentials' });
  });
});
