import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

const FORWARDED = /^(?:\[([^\]]*)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/;
const MAPPED = /^::ffff:(\d+(?:\.\d+){3})$/i;

/**
 * The address of whoever sends a request. A proxy appends the address that it was asked from, so
 * that what a client wrote itself stands before it.
 * @param proxies how many stand before this server
 * @returns that of the last proxy where a client has written none
 */
export function clientAddressOf({ headers, socket }: IncomingMessage, proxies: number): string {
  const own = socket.remoteAddress ?? 'unknown';
  if (proxies === 0) return own;
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  return plainAddressOf(forwarded.at(-proxies)?.trim() ?? '') ?? own;
}

/** Some proxies write a port behind it, or a zone; null for what is none. */
function plainAddressOf(text: string): string | null {
  const [, bracketed, v4] = FORWARDED.exec(text) ?? [];
  const [address = ''] = (bracketed ?? v4 ?? text).split('%', 1);
  return isIP(address) === 0 ? null : address;
}

/** Addresses that belong to one client: whoever has an IPv6 network has all of its 2^64 addresses. */
export function clientNetworkOf(address: string): string {
  const [, v4] = MAPPED.exec(address) ?? [];
  if (v4 !== undefined || !isIPv6(address)) return v4 ?? address;
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...new Array<string>(Math.max(zeros, 0)).fill('0'), ...right];
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
