import { isIP } from 'node:net';

/** The names that every machine has for itself. */
export const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether nobody but this machine reaches an address. */
export function isLoopbackHost(host: string): boolean {
  const name = plainHost(host);
  const isLoopback4 = isIP(name) === 4 && name.startsWith('127.');
  return LOOPBACK_NAMES.includes(name) || name === '::1' || isLoopback4;
}

/** Whether nobody on the way can speak for whoever a URL names: by TLS, or on this machine. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return /^https:/.test(text) || (protocol === 'http:' && isLoopbackHost(hostname));
}

/** The form in which host names are compared. */
export function plainHost(name: string): string {
  return name.trim().toLowerCase().replace(/\.$/, '');
}
