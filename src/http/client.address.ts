import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

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
  const address = forwarded.at(-proxies)?.trim() ?? '';
  return isIP(address) === 0 ? own : address;
}

/** Addresses that belong to one client: whoever has an IPv6 network has all of its 2^64 addresses. */
export function clientNetworkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...new Array<string>(Math.max(zeros, 0)).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
