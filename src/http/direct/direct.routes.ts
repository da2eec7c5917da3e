import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Settings } from '../../config/settings.js';
import type { Caller } from '../../domain/caller.js';
import { PROBLEM_TYPE, problemDocument } from '../../problem/problem.document.js';
import { logFailure } from '../../problem/problem.log.js';
import { toProblem } from '../../problem/problem.mapper.js';
import { ConnectionDrain } from '../connection.drain.js';
import type { Visit } from '../gate/visit.js';
import { HttpParts } from '../http.parts.js';
import { traceparentOf } from '../log/trace-parent.js';
import { requestIdOf } from '../request-id.js';
import type { RouteOptions } from '../route.options.js';
import { type Headers, linesOf, securityHeadersOf } from '../security.headers.js';
import { directRefusal } from './direct.check.js';
import { sendWhole, type WholeRequest } from './whole.exchange.js';

/** The model that a request names in its query; both may be absent. */
export interface NamedModel {
  readonly model?: string;
  readonly version?: string;
}

/** A JSON request, answered with the text of a JSON document. */
export interface DirectRequest {
  readonly body: Buffer;
  readonly query: NamedModel;
  readonly requestId: string;
  readonly socket: Socket;
  readonly caller: Caller;
}
export type DirectHandler = (request: DirectRequest) => Promise<string>;

const ANSWER = { 'content-type': 'application/json; charset=utf-8' };
const CONTENT_TYPES = new Set(['application/json', 'application/json; charset=utf-8']);
const ACCEPTS = new Set([
  undefined,
  '*/*',
  'application/json',
  'application/json, text/plain, */*',
]);

interface DirectRoute {
  readonly options: RouteOptions;
  readonly handler: DirectHandler;
}

/**
 * Routes that answer a plain JSON request without the framework, which would cost it more than
 * its model does. Whatever is not plain (a query of more than a model, another media type, a body
 * without length, a draining process, a page of another site) goes on to the framework's route of
 * the same path, and so does what the gate refuses or cannot judge at once, and everything where
 * `directRefusal` says so.
 */
@Injectable()
export class DirectRoutes implements OnModuleInit {
  private readonly routes = new Map<string, DirectRoute>();
  private readonly common: Headers;
  private readonly answerHead: string;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: Settings,
    private readonly http: HttpParts,
    private readonly drain: ConnectionDrain,
  ) {
    this.common = securityHeadersOf(settings);
    this.answerHead = `HTTP/1.1 200 OK\r\n${linesOf({ ...ANSWER, ...this.common })}`;
  }

  /**
   * Takes the plain `POST` requests of a path; the framework must have a route for the others.
   * @param options those of the framework's route
   */
  post(path: string, options: RouteOptions, handler: DirectHandler): void {
    this.routes.set(path, { options, handler });
    this.http.routes.add({ method: 'POST', url: path, config: options }, true);
  }

  async onModuleInit(): Promise<void> {
    if (!(await this.areUsable())) return;
    const server: Server = this.host.httpAdapter.getHttpServer();
    const [framework] = server.listeners('request') as RequestListener[];
    if (framework === undefined) return;
    server.removeListener('request', framework);
    server.on('request', (request: WholeRequest, response: ServerResponse) => {
      if (!this.takes(request, response)) framework(request, response);
    });
  }

  private async areUsable(): Promise<boolean> {
    const refusal = await directRefusal(this.settings.DIRECT_ROUTES);
    if (refusal === null) return true;
    const { log } = this.host.httpAdapter.getInstance();
    log[refusal.isAsked ? 'info' : 'warn'](`no direct routes: ${refusal.reason}`);
    return false;
  }

  /** Answers a request that is plain; others are not touched. */
  private takes(request: WholeRequest, response: ServerResponse): boolean {
    const url = request.url as string;
    const end = url.indexOf('?');
    const route = this.routes.get(end === -1 ? url : url.slice(0, end));
    if (route === undefined || !this.isPlain(request)) return false;
    const query = end === -1 ? NO_QUERY : namedModelOf(url.slice(end + 1));
    if (query === null) return false;
    const { gate } = this.http;
    const visit = gate.judge(request, route.options);
    if (visit instanceof Promise || visit.refusal !== null) {
      // What is refused is refused by the framework's hook, in the same words.
      gate.handOver(request, visit);
      return false;
    }
    this.answer(route.handler, query, visit, request, response);
    return true;
  }

  private isPlain({ method, headers }: IncomingMessage): boolean {
    return (
      method === 'POST' &&
      CONTENT_TYPES.has(headers['content-type'] ?? '') &&
      ACCEPTS.has(headers.accept) &&
      (headers.origin === undefined || this.settings.CORS_ORIGINS.length === 0) &&
      // NaN, of a body without length, is not within the limit.
      Number(headers['content-length']) <= this.settings.BODY_MAX_BYTES &&
      !this.drain.isDraining
    );
  }

  private answer(
    handler: DirectHandler,
    query: NamedModel,
    { caller, headers }: Visit,
    request: WholeRequest,
    response: ServerResponse,
  ): void {
    const startedAt = performance.now();
    const requestId = requestIdOf(request.headers);
    const { socket } = request;
    request.takeBody(async (body) => {
      try {
        const text = await handler({ body, query, requestId, socket, caller });
        this.send(response, requestId, headers, text);
      } catch (error) {
        this.sendProblem(response, request.url ?? '', requestId, headers, error);
      }
      this.note(request, response, requestId, caller, startedAt);
    });
  }

  private send(
    response: ServerResponse,
    requestId: string,
    own: Headers | null,
    text: string,
  ): void {
    const lines = own === null ? '' : linesOf(own);
    const head = `${this.answerHead}x-request-id: ${requestId}\r\n${lines}`;
    if (this.drain.isDraining || !sendWhole(response, head, text)) {
      this.sendParts(response, 200, requestId, { ...own, ...ANSWER }, text);
    }
  }

  private sendProblem(
    response: ServerResponse,
    url: string,
    requestId: string,
    own: Headers | null,
    error: unknown,
  ): void {
    const problem = toProblem(error);
    if (problem.status >= 500) {
      logFailure(this.host.httpAdapter.getInstance().log.child({ requestId }), problem);
    }
    const text = JSON.stringify(problemDocument(problem, url, requestId));
    const headers = { ...own, 'content-type': PROBLEM_TYPE, ...problem.headers };
    this.sendParts(response, problem.status, requestId, headers, text);
  }

  private note(
    { method = '', url = '', headers }: IncomingMessage,
    { statusCode }: ServerResponse,
    requestId: string,
    caller: Caller,
    startedAt: number,
  ): void {
    this.http.observer.observe({
      requestId,
      method,
      route: url.split('?', 1)[0] as string,
      url,
      status: statusCode,
      ms: performance.now() - startedAt,
      caller: caller.name,
      traceparent: traceparentOf(headers),
    });
  }

  private sendParts(
    response: ServerResponse,
    status: number,
    requestId: string,
    headers: Headers,
    text: string,
  ): void {
    response.writeHead(status, {
      'x-request-id': requestId,
      ...this.common,
      'content-length': Buffer.byteLength(text),
      ...(this.drain.isDraining ? { connection: 'close' } : {}),
      ...headers,
    });
    response.end(text);
  }
}

const NO_QUERY: NamedModel = {};
const MODEL_QUERY = /^(model|version)=([\w.-]{1,64})(?:&(model|version)=([\w.-]{1,64}))?$/;

/** The query of a plain request; null for any other, which the framework checks. */
function namedModelOf(query: string): NamedModel | null {
  const [, first = '', one, second, other] = MODEL_QUERY.exec(query) ?? [];
  if (one === undefined || first === second) return null;
  return { [first]: one, ...(second === undefined ? {} : { [second]: other }) };
}
