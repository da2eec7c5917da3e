import { createLocalJWKSet, type JSONWebKeySet, type LocalJWKSet } from 'jose';
import * as z from 'zod';
import { isSafeUrl } from '../../config/loopback.host.js';
import { fetchJson, IssuerFault } from './json.fetch.js';

const documentSchema = z.object({ issuer: z.string(), jwks_uri: z.string() });

/**
 * The public keys of an issuer, by OpenID Connect Discovery 1.0.
 * @throws IssuerFault, or what `fetch` throws
 */
export async function discoverKeys(issuer: string, signal: AbortSignal): Promise<LocalJWKSet> {
  const plain = withoutSlash(issuer);
  const { data } = documentSchema.safeParse(
    await fetchJson(`${plain}/.well-known/openid-configuration`, signal),
  );
  if (data === undefined) throw new IssuerFault('has no issuer or jwks_uri in its document');
  if (withoutSlash(data.issuer) !== plain) throw new IssuerFault('calls itself by another name');
  // Else somebody on the way could put keys of their own in the place of these.
  if (!isSafeUrl(data.jwks_uri)) throw new IssuerFault('has its keys at no https:// URL');
  const keys = await fetchJson(data.jwks_uri, signal);
  try {
    return createLocalJWKSet(keys as JSONWebKeySet);
  } catch {
    throw new IssuerFault('answers with what is no set of keys');
  }
}

/** Some issuers end their name with a slash, and are configured without: both are the same. */
export function withoutSlash(issuer: string): string {
  return issuer.replace(/\/$/, '');
}
