import type { OpenAPIObject } from '@nestjs/swagger';
import {
  type ProblemCode,
  type ProblemKind,
  problemCatalog,
} from '../../problem/problem.catalog.js';
import { problemDocument } from '../../problem/problem.document.js';
import { Problem } from '../../problem/problem.js';
import { problemsOf } from './operation.problems.js';

const fault = {
  type: 'object',
  required: ['code', 'detail'],
  properties: {
    pointer: { type: 'string', description: 'JSON pointer into the request body.' },
    line: { type: 'integer', description: 'Line of the file, from 1.' },
    column: { type: 'string', description: 'Column of the file.' },
    code: { type: 'string' },
    detail: { type: 'string' },
  },
};

const problem = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'detail', 'instance', 'requestId'],
  properties: {
    type: { type: 'string', enum: Object.keys(problemCatalog).map((code) => `/problems/${code}`) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    requestId: { type: 'string' },
    errors: { type: 'array', items: { $ref: '#/components/schemas/Fault' } },
    errorCount: { type: 'integer', description: 'Total, when `errors` holds only the first.' },
  },
};

const retryAfter = {
  description: 'Seconds after which another try makes sense.',
  required: true,
  schema: { type: 'integer', minimum: 1 },
};

/** Declares the problems of every operation, by status; operations with the same ones share them. */
export function addProblems(document: OpenAPIObject): void {
  const responses: Record<string, object> = {};
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item) as Operation[]) {
      for (const [status, codes] of byStatus(problemsOf(operation.operationId))) {
        const name = codes.map(pascalCase).join('Or');
        responses[name] = responseOf(codes);
        operation.responses[status] = { $ref: `#/components/responses/${name}` };
      }
    }
  }
  const schemas = { ...document.components?.schemas, Fault: fault, Problem: problem };
  document.components = {
    ...document.components,
    schemas: schemas as never,
    responses: responses as never,
  };
}

interface Operation {
  operationId: string;
  responses: Record<string, object>;
}

function byStatus(codes: readonly ProblemCode[]): Map<number, ProblemCode[]> {
  const groups = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = problemCatalog[code];
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}

function responseOf(codes: readonly ProblemCode[]): object {
  const isRetried = codes.every((code) => kindOf(code).retryAfter !== undefined);
  return {
    description: codes.map((code) => `\`${code}\`: ${problemCatalog[code].title}.`).join(' '),
    ...(isRetried ? { headers: { 'Retry-After': retryAfter } } : {}),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(codes.map((code) => [code, exampleOf(code)])),
      },
    },
  };
}

function exampleOf(code: ProblemCode): object {
  const { title } = problemCatalog[code];
  const requestId = 'f9185cc5-f8b0-4304-97d1-74b96214d486';
  return {
    summary: title,
    value: problemDocument(new Problem(code, `${title}.`), '/', requestId),
  };
}

function kindOf(code: ProblemCode): ProblemKind {
  return problemCatalog[code];
}

/** `not-found` as `NotFound`. */
function pascalCase(code: string): string {
  return code.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
