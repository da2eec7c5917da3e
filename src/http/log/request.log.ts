import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { AnsweredRequest } from './answered.request.js';
import type { LogBlock } from './log.block.js';

/** Writes the line of one request. */
export type RequestLog = (request: AnsweredRequest) => void;

const LEVEL = 30;
const PROCESS = `"pid":${process.pid},"hostname":${JSON.stringify(hostname())}`;

/**
 * One line for every request: the same as `logger` would write, for a fifth of its price.
 * @param block where `logger` writes its lines; null when that is not JSON
 */
export function requestLogOf(logger: Logger, block: LogBlock | null): RequestLog {
  if (block === null) return (request) => logger.info(factsOf(request), 'request');
  const isLogged = logger.isLevelEnabled('info');
  return isLogged ? (request) => block.write(lineOf(request)) : () => {};
}

function factsOf({ route: _, ms, ...facts }: AnsweredRequest): object {
  return { ...facts, ms: rounded(ms) };
}

/** Ids, methods and traces hold nothing that JSON would escape. */
function lineOf({ requestId, method, url, status, ms, traceparent }: AnsweredRequest): string {
  const trace = traceparent === undefined ? '' : `,"traceparent":"${traceparent}"`;
  return (
    `{"level":${LEVEL},"time":${Date.now()},${PROCESS},"requestId":"${requestId}",` +
    `"method":"${method}","url":${JSON.stringify(url)},"status":${status},` +
    `"ms":${rounded(ms)}${trace},"msg":"request"}\n`
  );
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
