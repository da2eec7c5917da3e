import { readFileSync } from 'node:fs';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { ServedModel } from '../inference/served.model.js';
import { batchBody, predictionBody, rowSchemas } from './model.schemas.js';
import { addProblems } from './problem.responses.js';

const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string };

/** The OpenAPI document: routes from the controllers, features and examples from the contracts. */
export function openApiDocument(
  app: INestApplication,
  models: readonly ServedModel[],
  preferred: ServedModel | undefined,
): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tabserve')
    .setDescription('Serves tabular ONNX models over REST and remembers every answer.')
    .setVersion(version)
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (_controller, method) => method,
  });
  nameOperations(document);
  const schemas = { ...document.components?.schemas, ...rowSchemas(models) };
  document.components = { ...document.components, schemas: schemas as never };
  setBody(document, '/predict', predictionBody(models, preferred));
  setBody(document, '/predict-batch', batchBody(models, preferred));
  addProblems(document);
  return document;
}

/** Operation ids that read well in generated clients: `getHistory`, `postPredictBatch`. */
function nameOperations(document: OpenAPIObject): void {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const words = path.split(/[^A-Za-z]+/).filter(Boolean);
      const name = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
      (operation as { operationId: string }).operationId = method + name;
    }
  }
}

function setBody(document: OpenAPIObject, path: string, content: object): void {
  const operation = document.paths[path]?.post;
  if (operation) operation.requestBody = { required: true, content: content as never };
}
