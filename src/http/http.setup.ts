import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.js';
import { Problem } from '../problem/problem.js';
import { readOnAfterAnswers } from './early.answer.js';
import { parseJsonBody } from './json.parser.js';
import { checkMediaTypes } from './media-type.hook.js';
import type { RequestAccount } from './request.account.js';
import { isUnambiguous } from './request-head.js';
import { type RouteOptions, routeOptionsOf } from './route.options.js';
import type { RouteTable } from './route.table.js';
import { traceparentOf } from './trace-parent.js';
import { watchPace } from './upload.pace.js';
import type { WholeRequest } from './whole.exchange.js';

/** As nginx says it: there is no status for an answer that nobody waited for. */
const CLIENT_LEFT = 499;

type Done = (error: Error | null, body?: unknown) => void;

/**
 * Teaches Fastify our bodies, headers and log line, before the routes are registered.
 * @param account is told of every request
 */
export function setUpHttp(
  fastify: FastifyInstance,
  routes: RouteTable,
  { BATCH_MAX_BYTES, UPLOAD_MIN_BYTES_PER_SECOND }: Settings,
  account: RequestAccount,
): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(/^application\/json\s*(;|$)/i, { parseAs: 'buffer' }, takeJson);
  fastify.addContentTypeParser(/^(text\/csv|multipart\/form-data)\s*(;|$)/i, leaveStream);
  fastify.addHook('onRoute', (route) => {
    routes.add(route);
    if (!(route.config as RouteOptions | undefined)?.upload) return;
    route.bodyLimit = BATCH_MAX_BYTES;
    if (UPLOAD_MIN_BYTES_PER_SECOND > 0) route.onRequest = pacing(UPLOAD_MIN_BYTES_PER_SECOND);
  });
  fastify.addHook('onRequest', accounting(account));
  fastify.addHook('onRequest', greet);
  readOnAfterAnswers(fastify, BATCH_MAX_BYTES);
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
    if (!isUnambiguous(request.raw)) {
      throw new Problem('malformed-request', 'A request is HTTP/1 and has one Host header.');
    }
    checkMediaTypes(request);
    done();
  } catch (error) {
    done(error as Error);
  }
}

/** The hook that watches how fast the body of a request comes. */
function pacing(bytesPerSecond: number) {
  return ({ raw }: FastifyRequest, _reply: FastifyReply, done: () => void): void => {
    watchPace(raw as WholeRequest, bytesPerSecond);
    done();
  };
}

/** The hook that accounts for a request when its answer was sent, or its client has left. */
function accounting(account: RequestAccount) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    reply.raw.once('close', () => {
      account.tell({
        requestId: request.id,
        method: request.method,
        route: request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown'),
        url: request.url,
        status: reply.raw.writableFinished ? reply.statusCode : CLIENT_LEFT,
        ms: reply.elapsedTime,
        traceparent: traceparentOf(request.headers),
      });
    });
    done();
  };
}
