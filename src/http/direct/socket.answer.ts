import { STATUS_CODES } from 'node:http';
import { PROBLEM_TYPE, problemDocument } from '../../problem/problem.document.js';
import type { Problem } from '../../problem/problem.js';
import { linesOf, STRICT_HEADERS } from '../security.headers.js';

/** A whole answer, for a connection whose request was not parsed; it is the last one. */
export function socketAnswer(problem: Problem, requestId: string): string {
  const body = JSON.stringify(problemDocument(problem, '/', requestId));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    ...Object.entries(problem.headers).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
  ];
  return `${head.join('\r\n')}\r\n${linesOf(STRICT_HEADERS)}\r\n${body}`;
}
