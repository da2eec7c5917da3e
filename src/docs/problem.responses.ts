import type { OpenAPIObject } from '@nestjs/swagger';
import { problemCatalog } from '../problem/problem.catalog.js';

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

/** Declares that every operation may answer with a problem. */
export function addProblems(document: OpenAPIObject): void {
  const schemas = { ...document.components?.schemas, Fault: fault, Problem: problem };
  document.components = { ...document.components, schemas: schemas as never };
  const content = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  };
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item) as { responses: Record<string, object> }[]) {
      operation.responses.default = { description: 'A problem; `type` says which.', content };
    }
  }
}
