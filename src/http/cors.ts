import type { FastifyInstance } from 'fastify';
import type { Settings } from '../config/settings.js';

/** Headers of answers that pages of other sites may read beside what every page may. */
const EXPOSED = ['x-request-id', 'retry-after', 'link', 'etag', 'content-disposition'].concat([
  'x-batch-id',
  'x-batch-rows',
  'x-batch-scored',
  'x-batch-rejected',
]);
/** How long a browser may go by what it was told, in seconds. */
const MAX_AGE = 600;

/** Tells browsers that pages of `CORS_ORIGINS` may use the API, and answers their preflights. */
export async function allowOrigins(
  fastify: FastifyInstance,
  { CORS_ORIGINS }: Settings,
): Promise<void> {
  if (CORS_ORIGINS.length === 0) return;
  const { default: cors } = await import('@fastify/cors');
  await fastify.register(cors, { origin: CORS_ORIGINS, exposedHeaders: EXPOSED, maxAge: MAX_AGE });
}
