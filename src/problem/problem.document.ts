import { hideSecrets } from '../domain/secret.text.js';
import { problemCatalog } from './problem.catalog.js';
import type { Problem } from './problem.js';

const UNTOLD = 'Something went wrong on the server.';

/** `application/problem+json` (RFC 9457) of a problem, for the request that met it. */
export function problemDocument(problem: Problem, instance: string, requestId: string) {
  const { code, status, errors, errorCount, members } = problem;
  return {
    type: `/problems/${code}`,
    title: problemCatalog[code].title,
    status,
    detail: code === 'internal' ? UNTOLD : hideSecrets(problem.message),
    instance: hideSecrets(instance),
    requestId,
    ...(errors === undefined ? {} : { errors }),
    ...(errorCount === undefined ? {} : { errorCount }),
    ...members,
  };
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
