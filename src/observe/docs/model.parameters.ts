import type { OpenAPIObject } from '@nestjs/swagger';
import type { ServedModel } from '../../inference/registry/served.model.js';

interface Parameter {
  name: string;
  in: string;
  schema: Record<string, unknown>;
  example?: unknown;
}

/** Lists the served names wherever a request names the model that it asks; history knows others. */
export function nameModels(
  document: OpenAPIObject,
  models: readonly ServedModel[],
  preferred: ServedModel | undefined,
): void {
  if (models.length === 0) return;
  const names = [...new Set(models.map(({ name }) => name))];
  const shown = preferred ?? models[0];
  const operations = Object.entries(document.paths)
    .filter(([path]) => /^\/(predict|models)/.test(path))
    .flatMap(([, item]) => Object.values(item) as { parameters?: Parameter[] }[]);
  for (const parameter of operations.flatMap(({ parameters = [] }) => parameters)) {
    if (parameter.name === 'version') parameter.example = shown?.version;
    if (parameter.name !== 'model' && parameter.name !== 'name') continue;
    parameter.schema = { type: 'string', enum: names };
    parameter.example = shown?.name;
  }
}
