import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Scope } from '../domain/caller.js';

/** What the HTTP layer must know of a route before its handler runs. */
export interface RouteOptions {
  /** Media types that it can answer with, the default first. */
  readonly produces?: readonly string[];
  /** Its body is a stream that the handler reads itself. */
  readonly upload?: boolean;
  /** What its callers must be allowed; `any` for whoever is known, `open` for everybody. */
  readonly scope?: Scope | 'any' | 'open';
}

/** Declares a route's options. */
export function Route(options: RouteOptions): MethodDecorator {
  return RouteConfig(options);
}

export const JSON_TYPE = 'application/json';

export function routeOptionsOf(request: FastifyRequest): RouteOptions {
  return (request.routeOptions.config ?? {}) as RouteOptions;
}
