import { HttpException } from '@nestjs/common';
import { type ProblemCode, problemCatalog } from './problem.catalog.js';
import { Problem } from './problem.js';

/** Faults of the HTTP layer (Fastify, Node) that say something other than their status does. */
const codesByErrorCode: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_EMPTY_TYPE: 'unsupported-media-type',
  FST_ERR_BAD_URL: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
  HPE_HEADER_OVERFLOW: 'header-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** What clients read; the words of frameworks are for the log. */
const details: Partial<Record<ProblemCode, string>> = {
  'malformed-request': 'The request cannot be read.',
  'not-found': 'There is nothing at this address.',
  'request-timeout': 'The request did not arrive in time.',
  'too-large': 'The body is larger than this route takes.',
  'unsupported-media-type': 'The route does not take a body of this content type.',
  'header-too-large': 'The request headers are larger than 16 KiB.',
  'rate-limited': 'This client has sent too many requests.',
};

/** Every error as a problem; what nobody expected becomes `internal` and keeps its cause. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code = codeOf(error);
  return new Problem(code, details[code] ?? 'Something went wrong.', { cause: error });
}

function codeOf(error: unknown): ProblemCode {
  const { code = '', statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  const known = codesByErrorCode[code];
  if (known !== undefined) return known;
  const status = error instanceof HttpException ? error.getStatus() : (statusCode ?? 500);
  if (status >= 500) return 'internal';
  const match = Object.entries(problemCatalog).find(([, kind]) => kind.status === status);
  return (match?.[0] ?? 'malformed-request') as ProblemCode;
}
