import { isIP } from 'node:net';
import { isLoopbackHost, LOOPBACK_NAMES, plainHost } from '../../config/loopback.host.js';
import type { Settings } from '../../config/settings.js';
import { Problem } from '../../problem/problem.js';
import type { Check } from './check.js';

const ABSOLUTE = /^https?:\/\/([^/?#]*)/i;
const HOST = /^(\[[^\]]*\]|[^:[\]]*)(?::\d*)?$/;

/**
 * Refuses requests that are meant for another host. A page whose name was made to lead to this
 * address (DNS rebinding) is of its own origin to the browser; its name gives it away.
 */
export function hostCheck({ HOST: own, ALLOWED_HOSTS }: Settings): Check {
  const isLoopback = isLoopbackHost(own);
  if (!isLoopback && ALLOWED_HOSTS.length === 0) return () => null;
  const allowed = new Set(
    [...ALLOWED_HOSTS, ...(isLoopback ? [own, ...LOOPBACK_NAMES] : [])].map(plainHost),
  );
  const isAllowed = (name: string) =>
    allowed.has(name) || (isLoopback ? isLoopbackHost(name) : isAddress(name));
  /** Nearly all requests are for the same one. */
  let last = '';
  return ({ url = '', headers }) => {
    // A target with a host of its own goes before the header.
    const host = url.startsWith('/') ? headers.host : (ABSOLUTE.exec(url)?.[1] ?? headers.host);
    // Who speaks HTTP/1.0 is no browser.
    if (host === undefined || host === last) return null;
    const [, name] = HOST.exec(host) ?? [];
    if (name === undefined || !isAllowed(plainHost(name))) return misdirected();
    last = host;
    return null;
  };
}

function isAddress(name: string): boolean {
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

function misdirected(): Problem {
  return new Problem(
    'misdirected-request',
    'This server is not known by the name in the Host header.',
  );
}
