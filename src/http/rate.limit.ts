import type { FastifyInstance } from 'fastify';
import type { Settings } from '../config/settings.js';
import { Problem } from '../problem/problem.js';

/** Refuses a client's requests beyond `RATE_LIMIT_PER_MINUTE`. */
export async function limitRate(
  fastify: FastifyInstance,
  { RATE_LIMIT_PER_MINUTE: max }: Settings,
): Promise<void> {
  if (max === 0) return;
  const { default: rateLimit } = await import('@fastify/rate-limit');
  await fastify.register(rateLimit, {
    max,
    timeWindow: '1 minute',
    // Probes and scrapes are not clients, and the page is not what it asks for.
    allowList: (request) => /^\/(health|metrics|assets|index\.html|\?|$)/.test(request.url),
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem('rate-limited', `This client may send ${max} requests a minute.`, {
        headers: { 'retry-after': String(Math.ceil(ttl / 1000)) },
      }),
  });
}
