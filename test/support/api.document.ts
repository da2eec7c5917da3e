import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { TestApp } from './test.app.js';

export type Schema = Record<string, unknown>;
export type Content = Record<
  string,
  { schema: Schema; example?: unknown; examples?: Record<string, { value: unknown }> }
>;
export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: Schema;
  example?: unknown;
}
export interface Answer {
  description: string;
  headers?: Record<string, { schema: Schema }>;
  content?: Content;
}
export interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, Answer | { $ref: string }>;
}
export interface OpenApi {
  openapi: string;
  info: { title: string; version: string; license: { name: string } };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer> };
}

/** The served OpenAPI document, and how to read it. */
export interface ApiDocument {
  readonly document: OpenApi;
  /** `get /path` with its operation. */
  readonly operations: readonly (readonly [string, Operation])[];
  /** The operation of an id, which must be there. */
  operationOf(id: string): Operation;
  /** A validator of a schema that may refer to others of the document; of none, nothing is valid. */
  compile(schema: object | undefined): ValidateFunction;
  /** What an operation answers with a status, wherever it is declared; undefined when nowhere. */
  answerOf(operation: Operation, status: string): Answer | undefined;
}

export async function readApiDocument(app: TestApp): Promise<ApiDocument> {
  const document = (await (await app.request('/openapi.json')).json()) as OpenApi;
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, operation]) => [`${method} ${path}`, operation] as [string, Operation],
    ),
  );
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ ...document, $id: 'api:document' });
  return {
    document,
    operations,
    operationOf(id) {
      const [, operation] = operations.find(([, one]) => one.operationId === id) ?? [];
      if (operation === undefined) throw new Error(`There is no operation ${id}`);
      return operation;
    },
    compile: (schema = { not: {} }) =>
      ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api:document#/'))),
    answerOf({ responses }, status) {
      const answer = responses[status];
      if (answer === undefined || !('$ref' in answer)) return answer;
      return document.components.responses[answer.$ref.replace('#/components/responses/', '')];
    },
  };
}
