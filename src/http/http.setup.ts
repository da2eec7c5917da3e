import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problem/problem.js';
import { observeRequest } from './http.metrics.js';
import { parseJsonBody } from './json.parser.js';
import { checkMediaTypes } from './media-type.hook.js';
import { type RouteOptions, routeOptionsOf } from './route.options.js';
import type { RouteTable } from './route.table.js';

type Done = (error: Error | null, body?: unknown) => void;

/**
 * Teaches Fastify our bodies, headers and log line, before the routes are registered.
 * @param uploadLimit largest body of an upload route, in bytes
 */
export function setUpHttp(fastify: FastifyInstance, routes: RouteTable, uploadLimit: number): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(/^application\/json\b/i, { parseAs: 'buffer' }, takeJson);
  fastify.addContentTypeParser(/^(text\/csv|multipart\/form-data)\b/i, leaveStream);
  fastify.addHook('onRoute', (route) => {
    routes.add(route);
    if ((route.config as RouteOptions | undefined)?.upload) route.bodyLimit = uploadLimit;
  });
  fastify.addHook('onRequest', greet);
  fastify.addHook('onResponse', account);
}

/** An upload's JSON is parsed by the worker thread that scores it; that of no route, by nobody. */
function takeJson(request: FastifyRequest, body: Buffer, done: Done): void {
  const isRaw = request.is404 || routeOptionsOf(request).upload;
  done(null, isRaw ? body : parseJsonBody(body));
}

function leaveStream(request: FastifyRequest, _stream: unknown, done: Done): void {
  const isUpload = routeOptionsOf(request).upload || request.is404;
  done(
    isUpload ? null : new Problem('unsupported-media-type', 'This route takes application/json.'),
  );
}

function greet(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
  reply.header('x-request-id', request.id);
  try {
    checkMediaTypes(request);
    done();
  } catch (error) {
    done(error as Error);
  }
}

/** One log line and one observation for every request. */
function account(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  observeRequest(request, reply);
  const { traceparent } = request.headers;
  request.log.info(
    {
      method: request.method,
      url: request.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 1000) / 1000,
      ...(traceparent === undefined ? {} : { traceparent }),
    },
    'request',
  );
  done();
}
