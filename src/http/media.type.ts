import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { routeOptionsOf } from './route.options.js';

/** The one of a route's media types that the client likes best; null when it likes none of them. */
export function acceptedType(
  accept: string | undefined,
  produces: readonly string[],
): string | null {
  const [fallback = ''] = produces;
  if (accept === undefined || accept === '*/*' || accept === fallback) return fallback;
  return new Negotiator({ headers: { accept } }).mediaType([...produces]) ?? null;
}

/** The media type to answer a request with, which the gate has found to be acceptable. */
export function mediaTypeOf(request: FastifyRequest): string {
  const { produces = [] } = routeOptionsOf(request);
  return acceptedType(request.headers.accept, produces) ?? '';
}
