import { fileURLToPath } from 'node:url';
import files, { type FastifyStaticOptions } from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Names of assets hold a hash of their content. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * Serves the web page, which the build puts into `dist/web`.
 * @param policy what it may load and do, as a Content-Security-Policy
 */
export async function servePage(fastify: FastifyInstance, policy: string): Promise<void> {
  await fastify.register(async (page) => {
    // Whoever has no key yet is asked for one by the page.
    page.addHook('onRoute', (route) => {
      route.config = { ...route.config, scope: 'open' };
    });
    await page.register(files, optionsFor(policy));
  });
}

function optionsFor(policy: string): FastifyStaticOptions {
  return {
    root: fileURLToPath(new URL('../web', import.meta.url)),
    // A route for each file, so that whatever is no file stays an unknown route.
    wildcard: false,
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders(response, path) {
      const isAsset = /[/\\]assets[/\\]/.test(path);
      response.header('cache-control', isAsset ? IMMUTABLE : 'no-cache');
      if (!isAsset) {
        response.header('content-security-policy', policy);
        response.header('referrer-policy', 'same-origin');
      }
    },
  };
}
