import type { FastifyReply, FastifyRequest } from 'fastify';
import { Histogram } from 'prom-client';

const requestSeconds = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from a request to the end of its answer.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
});

/** Routes are counted by their pattern: paths would be endless, and hold ids. */
export function observeRequest(request: FastifyRequest, reply: FastifyReply): void {
  const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
  const labels = { method: request.method, route, status: reply.statusCode };
  requestSeconds.observe(labels, reply.elapsedTime / 1000);
}
