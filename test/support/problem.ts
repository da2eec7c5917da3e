import { tmpdir } from 'node:os';
import { expect } from '@jest/globals';

/** Every code of the contract with its status. */
export const PROBLEM_STATUS = {
  'malformed-request': 400,
  'model-required': 400,
  unauthenticated: 401,
  forbidden: 403,
  'recording-required': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'unknown-model': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'request-timeout': 408,
  'too-large': 413,
  'unsupported-media-type': 415,
  'misdirected-request': 421,
  'invalid-features': 422,
  'invalid-file': 422,
  'rate-limited': 429,
  'header-too-large': 431,
  internal: 500,
  'model-not-ready': 503,
  'history-unavailable': 503,
  'issuer-unavailable': 503,
  overloaded: 503,
  'storage-full': 507,
} as const;

export type Code = keyof typeof PROBLEM_STATUS;

export interface FaultBody {
  code: string;
  detail: string;
  pointer?: string;
  line?: number;
  column?: string;
}

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  requestId: string;
  errors?: FaultBody[];
  errorCount?: number;
}

const MEMBERS = ['type', 'title', 'status', 'detail', 'instance', 'requestId'];
const OPTIONAL = ['errors', 'errorCount', 'dialect', 'choices'];
/** Codes after which another try makes sense. */
const RETRIED = ['rate-limited', 'overloaded', 'model-not-ready', 'history-unavailable'].concat([
  'issuer-unavailable',
]);
/** Stacks, places on the server's disk, and the address of the store. */
const SECRETS = [/\n\s+at /, /node_modules/, /\.[jt]s:\d+/, /mongodb:\/\//, /sqlite:/];

/** Any answer that is not 2xx must be a complete problem; gives it. */
export async function anyProblem(response: Response): Promise<ProblemBody> {
  const text = await response.text();
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
  const problem = JSON.parse(text) as ProblemBody;
  const code = problem.type.replace('/problems/', '') as Code;
  expect(problem).toMatchObject({
    type: `/problems/${code}`,
    status: PROBLEM_STATUS[code],
    title: expect.stringMatching(/\S/),
    detail: expect.stringMatching(/\S/),
    requestId: response.headers.get('x-request-id'),
  });
  expect(response.status).toBe(problem.status);
  expect(Object.keys(problem).filter((key) => !OPTIONAL.includes(key))).toEqual(MEMBERS);
  expectFaults(problem.errors ?? []);
  if (RETRIED.includes(code)) expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  expectNoSecret(problem);
  return problem;
}

/** Asserts that an answer is a complete problem of one code, and gives it. */
export async function expectProblem(response: Response, code: Code): Promise<ProblemBody> {
  const problem = await anyProblem(response);
  expect(problem.type).toBe(`/problems/${code}`);
  return problem;
}

function expectFaults(faults: readonly FaultBody[]): void {
  for (const fault of faults) {
    expect(fault).toMatchObject({
      code: expect.stringMatching(/^[a-z_]+$/),
      detail: expect.stringMatching(/\S/),
    });
  }
}

function expectNoSecret({ instance: _, ...words }: ProblemBody): void {
  const text = JSON.stringify(words);
  for (const secret of SECRETS) expect(text).not.toMatch(secret);
  for (const path of [process.cwd(), tmpdir()]) expect(text).not.toContain(path);
}
