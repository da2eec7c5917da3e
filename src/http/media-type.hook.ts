import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { Problem } from '../problem/problem.js';
import { routeOptionsOf } from './route.options.js';

/** @throws Problem `unsupported-media-type` for compressed bodies, `not-acceptable` for the Accept header */
export function checkMediaTypes(request: FastifyRequest): void {
  const { 'content-encoding': encoding, 'content-type': type = '' } = request.headers;
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new Problem(
      'unsupported-media-type',
      'Compressed bodies are not taken; send the plain text.',
    );
  }
  const charset = /;\s*charset="?([^";\s]+)/i.exec(type)?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw new Problem('unsupported-media-type', 'Bodies are UTF-8.');
  }
  if (routeOptionsOf(request).produces !== undefined) mediaTypeOf(request);
}

/**
 * The media type to answer with: the route's one that the client likes best.
 * @throws Problem `not-acceptable` when it likes none of them
 */
export function mediaTypeOf(request: FastifyRequest): string {
  const produces = routeOptionsOf(request).produces ?? [];
  const { accept } = request.headers;
  const fallback = produces[0] ?? '';
  if (accept === undefined || accept === '*/*' || accept === fallback) return fallback;
  const type = new Negotiator(request).mediaType([...produces]);
  if (type !== undefined) return type;
  throw new Problem('not-acceptable', `This route answers with ${produces.join(', ')}.`);
}
