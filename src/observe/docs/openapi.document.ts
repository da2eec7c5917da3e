import { readFileSync } from 'node:fs';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { ServedModel } from '../../inference/registry/served.model.js';
import { nameModels } from './model.parameters.js';
import { batchBody, predictionBody, rowSchemas } from './model.schemas.js';
import { addProblems } from './problem.responses.js';

const { version, license } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as { version: string; license: string };

/** The OpenAPI document: routes from the controllers, features and examples from the contracts. */
export function openApiDocument(
  app: INestApplication,
  models: readonly ServedModel[],
  preferred: ServedModel | undefined,
): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, outline());
  const schemas = { ...document.components?.schemas, ...rowSchemas(models) };
  document.components = { ...document.components, schemas: schemas as never };
  setBody(document, '/predict', predictionBody(models, preferred));
  setBody(document, '/predict-batch', batchBody(models, preferred));
  setBody(document, '/predict-batch/check', batchBody(models, preferred));
  nameModels(document, models, preferred);
  freeDefaults(document);
  addProblems(document);
  return document;
}

/** All that is not of a route or a model. */
function outline(): Omit<OpenAPIObject, 'paths'> {
  const { info, ...rest } = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tabserve')
    .setDescription('Serves tabular ONNX models over REST and remembers every answer.')
    .setVersion(version)
    .addServer('/', 'The server that this document comes from')
    .addTag('predict', 'One row, answered at once.')
    .addTag('batch', 'Files of rows, and what became of them.')
    .addTag('history', 'Every prediction that was answered.')
    .addTag('models', 'What is served: contracts and graphs.')
    .addTag('access', 'Who calls, and what they may.')
    .addTag('health', 'Probes for whoever runs the service.')
    .build();
  const { contact: _, ...about } = info;
  const licence = { name: license, identifier: license } as never;
  // Where callers are asked who they are, `keepAllowed` says so.
  return { ...rest, info: { ...about, license: licence }, security: [] };
}

/** A parameter that has a default may be left out. */
function freeDefaults(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths)) {
    for (const { parameters = [] } of Object.values(item) as { parameters?: Parameter[] }[]) {
      for (const parameter of parameters) {
        if (parameter.schema?.default !== undefined) parameter.required = false;
      }
    }
  }
}

interface Parameter {
  required?: boolean;
  schema?: { default?: unknown };
}

function setBody(document: OpenAPIObject, path: string, content: object): void {
  const operation = document.paths[path]?.post;
  if (operation) operation.requestBody = { required: true, content: content as never };
}
