import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import {
  type FastifyBaseLogger,
  type FastifyHttpOptions,
  type FastifyReply,
  LogController,
} from 'fastify';
import type { Settings } from '../config/settings.js';
import { toProblem } from '../problem/problem.mapper.js';
import { socketAnswer } from './direct/socket.answer.js';
import { KEEP_ALIVE_MS, WholeRequest } from './direct/whole.exchange.js';
import { answerProblem } from './problem.answer.js';
import { requestIdOf } from './request-id.js';
import { STRICT_HEADERS } from './security.headers.js';

/** Server options; every limit that Node and Fastify leave open is set here. */
export function fastifyOptions(
  settings: Settings,
  logger: FastifyBaseLogger,
): FastifyHttpOptions<Server> {
  return {
    bodyLimit: settings.BODY_MAX_BYTES,
    loggerInstance: logger,
    // One line a request of our own; see `http.setup.ts`.
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    requestIdHeader: false,
    genReqId: (request) => requestIdOf(request.headers),
    return503OnClosing: false,
    requestTimeout: settings.REQUEST_TIMEOUT_MS,
    connectionTimeout: 0,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: {
      IncomingMessage: WholeRequest,
      headersTimeout: Math.min(30_000, settings.REQUEST_TIMEOUT_MS),
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: 16_384,
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 256 },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      // No hook has met it either.
      void (reply as FastifyReply).headers({ ...STRICT_HEADERS, 'x-request-id': request.id });
      answerProblem(error, request, reply as FastifyReply);
    },
  };
}

/** A request that Node could not parse has no request object; it is answered on the socket. */
function answerClientError(
  this: { log: FastifyBaseLogger },
  error: Error & { code?: string },
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = toProblem(Object.assign(error, { statusCode: 400 }));
  const requestId = requestIdOf({});
  this.log.info({ requestId, code: error.code, status: problem.status }, 'unreadable request');
  if (!socket.writable) return void socket.destroy();
  socket.end(socketAnswer(problem, requestId));
}
