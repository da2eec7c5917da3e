import type { IncomingMessage } from 'node:http';
import type { Problem } from '../../problem/problem.js';
import type { RouteOptions } from '../route.options.js';
import type { Visit } from './visit.js';

/** Why a request is refused; null when it may come in. */
export type Verdict = Problem | null;

/**
 * Looks at what is known of a request before its body: headers, method, path, address.
 * A check that has to ask somebody else answers later.
 * @param visit takes what later checks, the route and the answer need
 */
export type Check = (
  request: IncomingMessage,
  route: RouteOptions,
  visit: Visit,
) => Verdict | Promise<Verdict>;
