import type { IncomingMessage } from 'node:http';
import { Problem } from '../../problem/problem.js';
import type { Verdict } from './check.js';

/**
 * Whether a request says once which host it is for, and is HTTP/1. Node takes the first of several
 * hosts, where a proxy before it may have taken another, and `HTTP/2.0` for 1.1.
 */
export function checkRequestHead({ httpVersionMajor, rawHeaders }: IncomingMessage): Verdict {
  let hosts = 0;
  // Names and values take turns. Lengths are compared first, since every request pays for this.
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  if (hosts <= 1 && httpVersionMajor === 1) return null;
  return new Problem('malformed-request', 'A request is HTTP/1 and has one Host header.');
}
