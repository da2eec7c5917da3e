import { fileURLToPath } from 'node:url';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** What the page may load and do: nothing but itself and this server. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Names of assets hold a hash of their content. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Serves the web page, which the build puts into `dist/web`. */
export async function servePage(fastify: FastifyInstance): Promise<void> {
  await fastify.register(files, {
    root: fileURLToPath(new URL('../web', import.meta.url)),
    // A route for each file, so that whatever is no file stays an unknown route.
    wildcard: false,
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders(response, path) {
      const isAsset = /[/\\]assets[/\\]/.test(path);
      response.header('cache-control', isAsset ? IMMUTABLE : 'no-cache');
      response.header('x-content-type-options', 'nosniff');
      if (!isAsset) {
        response.header('content-security-policy', CONTENT_SECURITY_POLICY);
        response.header('referrer-policy', 'same-origin');
      }
    },
  });
}
