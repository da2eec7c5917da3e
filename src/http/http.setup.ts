import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AccessRefusal } from '../access/access.refusal.js';
import { noteRefusal } from '../access/refusal.audit.js';
import type { Settings } from '../config/settings.js';
import type { Caller } from '../domain/caller.js';
import { Problem } from '../problem/problem.js';
import { clientAddressOf } from './client.address.js';
import { allowOrigins } from './cors.js';
import { readOnAfterAnswers } from './direct/early.answer.js';
import { watchPace } from './direct/upload.pace.js';
import type { WholeRequest } from './direct/whole.exchange.js';
import type { Gate } from './gate/gate.js';
import type { Visit } from './gate/visit.js';
import type { HttpParts } from './http.parts.js';
import type { RequestObserver } from './log/request.observer.js';
import { traceparentOf } from './log/trace-parent.js';
import { type RouteOptions, routeOptionsOf } from './route.options.js';
import { addSecurityHeaders } from './security.headers.js';

/** As nginx says it: there is no status for an answer that nobody waited for. */
const CLIENT_LEFT = 499;

declare module 'fastify' {
  interface FastifyRequest {
    /** As the gate has found out. */
    caller: Caller;
  }
}

/** What files are sent as; those that say nothing are looked at. */
const FILE_TYPES =
  /^(multipart\/form-data|text\/(csv|tab-separated-values|plain)|application\/((x-)?ndjson|jsonl|vnd\.apache\.parquet|x-parquet|vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet|vnd\.ms-excel|octet-stream|(x-)?gzip))\s*(;|$)/i;

type Done = (error?: Error) => void;
type BodyDone = (error: Error | null, body?: unknown) => void;

/**
 * Everything that happens to every request, in this order. Before it comes the connection
 * (`direct/connection.limit.ts`) and the limits of Node and Fastify (`fastify.options.ts`); a plain
 * prediction leaves for `direct/direct.routes.ts`, which asks the same gate and observer. Behind it
 * stand Nest's `QueryPipe` and, for whatever fails, `ProblemFilter`.
 */
export async function setUpHttp(
  fastify: FastifyInstance,
  settings: Settings,
  { routes, gate, observer }: HttpParts,
): Promise<void> {
  const { BATCH_MAX_BYTES, UPLOAD_MIN_BYTES_PER_SECOND } = settings;
  fastify.addHook('onRoute', (route) => {
    routes.add(route);
    if ((route.config as RouteOptions | undefined)?.upload) route.bodyLimit = BATCH_MAX_BYTES;
  });
  fastify.addHook('onReady', async () => routes.checkScopes());
  fastify.addHook('onRequest', observing(observer));
  await allowOrigins(fastify, settings);
  fastify.decorateRequest('caller');
  fastify.addHook('onRequest', judging(gate, settings));
  if (UPLOAD_MIN_BYTES_PER_SECOND > 0) {
    fastify.addHook('onRequest', pacing(UPLOAD_MIN_BYTES_PER_SECOND));
  }
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(/^application\/json\s*(;|$)/i, { parseAs: 'buffer' }, takeBytes);
  fastify.addContentTypeParser(FILE_TYPES, leaveStream);
  addSecurityHeaders(fastify, settings);
  readOnAfterAnswers(fastify, BATCH_MAX_BYTES);
}

/** Observes a request when its answer was sent, or its client has left. */
function observing(observer: RequestObserver) {
  return (request: FastifyRequest, reply: FastifyReply, done: Done): void => {
    reply.header('x-request-id', request.id);
    reply.raw.once('close', () => {
      observer.observe({
        requestId: request.id,
        method: request.method,
        route: routeOf(request),
        url: request.url,
        status: reply.raw.writableFinished ? reply.statusCode : CLIENT_LEFT,
        ms: reply.elapsedTime,
        caller: request.caller?.name ?? null,
        traceparent: traceparentOf(request.headers),
      });
    });
    done();
  };
}

/** Asks the gate, unless a direct route has done so already. */
function judging(gate: Gate, { TRUST_PROXY }: Settings) {
  const take = (visit: Visit, request: FastifyRequest, reply: FastifyReply, done: Done): void => {
    const { caller, headers, refusal } = visit;
    request.caller = caller;
    if (headers !== null) void reply.headers(headers);
    if (refusal instanceof AccessRefusal) {
      const address = clientAddressOf(request.raw, TRUST_PROXY);
      noteRefusal(
        refusal,
        { address, method: request.method, route: routeOf(request) },
        request.log,
      );
    }
    done(refusal ?? undefined);
  };
  return (request: FastifyRequest, reply: FastifyReply, done: Done): void => {
    const { raw } = request;
    const visit = gate.handedOver(raw) ?? gate.judge(raw, routeOptionsOf(request));
    if (visit instanceof Promise) visit.then((late) => take(late, request, reply, done), done);
    else take(visit, request, reply, done);
  };
}

/** The pattern of a route; paths would be endless, and hold ids. */
function routeOf(request: FastifyRequest): string {
  return request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
}

/** Watches how fast the file of an upload comes. */
function pacing(bytesPerSecond: number) {
  return (request: FastifyRequest, _reply: FastifyReply, done: Done): void => {
    if (routeOptionsOf(request).upload) watchPace(request.raw as WholeRequest, bytesPerSecond);
    done();
  };
}

/** What bytes mean is for the route to say: a document, or rows that a thread reads. */
function takeBytes(_request: FastifyRequest, body: Buffer, done: BodyDone): void {
  done(null, body);
}

function leaveStream(request: FastifyRequest, _stream: unknown, done: BodyDone): void {
  const isTaken = routeOptionsOf(request).upload || request.is404;
  done(
    isTaken ? null : new Problem('unsupported-media-type', 'This route takes application/json.'),
  );
}
