import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Settings } from '../config/settings.js';
import { PROBLEM_TYPE, problemDocument } from '../problem/problem.document.js';
import { logFailure } from '../problem/problem.log.js';
import { toProblem } from '../problem/problem.mapper.js';
import { ConnectionDrain } from './connection.drain.js';
import { RequestAccount } from './request.account.js';
import { requestIdOf } from './request-id.js';

/** Answers a JSON body with the text of a JSON document. */
export type DirectHandler = (body: Buffer, requestId: string) => Promise<string>;

const ANSWER = ['content-type', 'application/json; charset=utf-8'];
const CONTENT_TYPES = new Set(['application/json', 'application/json; charset=utf-8']);
const ACCEPTS = new Set([
  undefined,
  '*/*',
  'application/json',
  'application/json, text/plain, */*',
]);

/**
 * Routes that answer a plain JSON request without the framework, which would cost it more than
 * its model does. Whatever is not plain (a query, another media type, a body without length, a
 * draining process, a limited rate) goes on to the framework's route of the same path.
 */
@Injectable()
export class DirectRoutes implements OnModuleInit {
  private readonly handlers = new Map<string, DirectHandler>();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: Settings,
    private readonly drain: ConnectionDrain,
    private readonly account: RequestAccount,
  ) {}

  /** Takes the plain `POST` requests of a path; the framework must have a route for the others. */
  post(path: string, handler: DirectHandler): void {
    this.handlers.set(path, handler);
  }

  onModuleInit(): void {
    if (this.settings.RATE_LIMIT_PER_MINUTE > 0) return;
    const server: Server = this.host.httpAdapter.getHttpServer();
    const [framework] = server.listeners('request') as RequestListener[];
    if (framework === undefined) return;
    server.removeListener('request', framework);
    server.on('request', (request, response) => {
      const handler = this.handlers.get(request.url as string);
      if (handler !== undefined && this.isPlain(request)) this.answer(handler, request, response);
      else framework(request, response);
    });
  }

  private isPlain({ method, headers }: IncomingMessage): boolean {
    return (
      method === 'POST' &&
      CONTENT_TYPES.has(headers['content-type'] ?? '') &&
      ACCEPTS.has(headers.accept) &&
      headers['content-encoding'] === undefined &&
      // NaN, of a body without length, is not within the limit.
      Number(headers['content-length']) <= this.settings.BODY_MAX_BYTES &&
      !this.drain.isDraining
    );
  }

  private answer(handler: DirectHandler, request: IncomingMessage, response: ServerResponse): void {
    const startedAt = performance.now();
    const requestId = requestIdOf(request.headers);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
      handler(body, requestId)
        .then((text) => send(response, 200, requestId, ANSWER, text))
        .catch((error) => this.sendProblem(response, request.url ?? '', requestId, error))
        .finally(() => this.tell(request, response, requestId, startedAt));
    });
  }

  private sendProblem(
    response: ServerResponse,
    url: string,
    requestId: string,
    error: unknown,
  ): void {
    const problem = toProblem(error);
    if (problem.status >= 500) {
      logFailure(this.host.httpAdapter.getInstance().log, requestId, problem);
    }
    const text = JSON.stringify(problemDocument(problem, url, requestId));
    const headers = Object.entries(problem.headers).flat();
    send(response, problem.status, requestId, ['content-type', PROBLEM_TYPE, ...headers], text);
  }

  private tell(
    { method = '', url = '', headers }: IncomingMessage,
    { statusCode }: ServerResponse,
    requestId: string,
    startedAt: number,
  ): void {
    this.account.tell({
      requestId,
      method,
      route: url,
      url,
      status: statusCode,
      ms: performance.now() - startedAt,
      traceparent: headers.traceparent as string | undefined,
    });
  }
}

/** Predictions are nobody's to keep: no answer of these routes may be cached. */
function send(
  response: ServerResponse,
  status: number,
  requestId: string,
  headers: readonly string[],
  text: string,
): void {
  response.writeHead(status, [
    'x-request-id',
    requestId,
    'cache-control',
    'no-store',
    'content-length',
    String(Buffer.byteLength(text)),
    ...headers,
  ]);
  response.end(text);
}
