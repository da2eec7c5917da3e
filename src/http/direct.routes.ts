import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Settings } from '../config/settings.js';
import { PROBLEM_TYPE, problemDocument } from '../problem/problem.document.js';
import { logFailure } from '../problem/problem.log.js';
import { toProblem } from '../problem/problem.mapper.js';
import { ConnectionDrain } from './connection.drain.js';
import { directRefusal } from './direct.check.js';
import { RequestAccount } from './request.account.js';
import { isUnambiguous } from './request-head.js';
import { requestIdOf } from './request-id.js';
import { traceparentOf } from './trace-parent.js';
import { sendWhole, type WholeRequest } from './whole.exchange.js';

/** Answers a JSON body, which came by a socket, with the text of a JSON document. */
export type DirectHandler = (body: Buffer, requestId: string, socket: Socket) => Promise<string>;

const ANSWER = ['content-type', 'application/json; charset=utf-8'];
const ANSWER_HEAD = `HTTP/1.1 200 OK\r\ncontent-type: ${ANSWER[1]}\r\ncache-control: no-store\r\n`;
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
 * draining process, a limited rate) goes on to the framework's route of the same path, and so does
 * everything where `directRefusal` says so.
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

  async onModuleInit(): Promise<void> {
    if (this.settings.RATE_LIMIT_PER_MINUTE > 0 || !(await this.areUsable())) return;
    const server: Server = this.host.httpAdapter.getHttpServer();
    const [framework] = server.listeners('request') as RequestListener[];
    if (framework === undefined) return;
    server.removeListener('request', framework);
    server.on('request', (request: WholeRequest, response: ServerResponse) => {
      const handler = this.handlers.get(request.url as string);
      if (handler !== undefined && this.isPlain(request)) this.answer(handler, request, response);
      else framework(request, response);
    });
  }

  private async areUsable(): Promise<boolean> {
    const refusal = await directRefusal(this.settings.DIRECT_ROUTES);
    if (refusal === null) return true;
    const { log } = this.host.httpAdapter.getInstance();
    log[refusal.isAsked ? 'info' : 'warn'](`no direct routes: ${refusal.reason}`);
    return false;
  }

  private isPlain(request: IncomingMessage): boolean {
    const { method, headers } = request;
    return (
      method === 'POST' &&
      CONTENT_TYPES.has(headers['content-type'] ?? '') &&
      ACCEPTS.has(headers.accept) &&
      headers['content-encoding'] === undefined &&
      // NaN, of a body without length, is not within the limit.
      Number(headers['content-length']) <= this.settings.BODY_MAX_BYTES &&
      !this.drain.isDraining &&
      isUnambiguous(request)
    );
  }

  private answer(handler: DirectHandler, request: WholeRequest, response: ServerResponse): void {
    const startedAt = performance.now();
    const requestId = requestIdOf(request.headers);
    request.takeBody(async (body) => {
      try {
        this.send(response, requestId, await handler(body, requestId, request.socket));
      } catch (error) {
        this.sendProblem(response, request.url ?? '', requestId, error);
      }
      this.tell(request, response, requestId, startedAt);
    });
  }

  private send(response: ServerResponse, requestId: string, text: string): void {
    const head = `${ANSWER_HEAD}x-request-id: ${requestId}\r\n`;
    if (this.drain.isDraining || !sendWhole(response, head, text)) {
      this.sendParts(response, 200, requestId, ANSWER, text);
    }
  }

  private sendProblem(
    response: ServerResponse,
    url: string,
    requestId: string,
    error: unknown,
  ): void {
    const problem = toProblem(error);
    if (problem.status >= 500) {
      logFailure(this.host.httpAdapter.getInstance().log.child({ requestId }), problem);
    }
    const text = JSON.stringify(problemDocument(problem, url, requestId));
    const headers = Object.entries(problem.headers).flat();
    const type = ['content-type', PROBLEM_TYPE];
    this.sendParts(response, problem.status, requestId, [...type, ...headers], text);
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
      traceparent: traceparentOf(headers),
    });
  }

  /** Predictions are nobody's to keep: no answer of these routes may be cached. */
  private sendParts(
    response: ServerResponse,
    status: number,
    requestId: string,
    headers: readonly string[],
    text: string,
  ): void {
    const closing = this.drain.isDraining ? ['connection', 'close'] : [];
    response.writeHead(status, [
      'x-request-id',
      requestId,
      'cache-control',
      'no-store',
      'content-length',
      String(Buffer.byteLength(text)),
      ...closing,
      ...headers,
    ]);
    response.end(text);
  }
}
