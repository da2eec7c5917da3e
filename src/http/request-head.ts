import type { IncomingMessage } from 'node:http';

/**
 * Whether a request says once which host it is for, and is HTTP/1. Node takes the first of several
 * hosts, where a proxy before it may have taken another, and `HTTP/2.0` for 1.1.
 */
export function isUnambiguous({ httpVersionMajor, rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  // Names and values take turns. Lengths are compared first, since every request pays for this.
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts <= 1 && httpVersionMajor === 1;
}
