import type { FastifyInstance } from 'fastify';
import type { Settings } from '../config/settings.js';
import { answerProblem } from './problem.answer.js';

/** Headers of answers that pages of other sites may read beside what every page may. */
const EXPOSED = ['x-request-id', 'retry-after', 'link', 'etag', 'content-disposition'].concat([
  'www-authenticate',
  'ratelimit',
  'ratelimit-policy',
  'x-batch-id',
  'x-batch-rows',
  'x-batch-scored',
  'x-batch-rejected',
  'x-total-count',
]);
/** How long a browser may go by what it was told, in seconds. */
const MAX_AGE = 600;

/**
 * Tells browsers that pages of `CORS_ORIGINS` may use the API, and answers their preflights. It comes
 * before the gate, whose refusals those pages may read as well; other preflights are for the gate.
 */
export async function allowOrigins(
  fastify: FastifyInstance,
  { CORS_ORIGINS }: Settings,
): Promise<void> {
  if (CORS_ORIGINS.length === 0) return;
  const { default: cors } = await import('@fastify/cors');
  // The one route that is not Nest's, of the preflights that are for the gate.
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'OPTIONS') route.errorHandler = answerProblem;
  });
  const listed = new Set<string | undefined>(CORS_ORIGINS);
  const optionsFor = {
    origin: CORS_ORIGINS,
    exposedHeaders: EXPOSED,
    maxAge: MAX_AGE,
    strictPreflight: false,
  };
  await fastify.register(cors, {
    delegator: ({ headers: { origin } }, done) =>
      done(null, { ...optionsFor, preflight: listed.has(origin) }),
  });
}
