import { type JsonSchema, rowSchemaOf } from '../inference/feature.schema.js';
import type { ServedModel } from '../inference/served.model.js';

/** Schema name of a model's features. */
function schemaName({ name, version }: ServedModel): string {
  return `Features_${name}_${version}`;
}

/** One schema of a row of features per served model. */
export function rowSchemas(models: readonly ServedModel[]): Record<string, JsonSchema> {
  return Object.fromEntries(
    models.map((model) => [schemaName(model), rowSchemaOf(model.contract)]),
  );
}

/** Body of `POST /predict`. */
export function predictionBody(models: readonly ServedModel[], preferred: ServedModel | undefined) {
  return {
    'application/json': {
      schema: anyOf(models, preferred),
      examples: rowExamples(models, preferred),
    },
  };
}

/** Bodies of `POST /predict-batch`. */
export function batchBody(models: readonly ServedModel[], preferred: ServedModel | undefined) {
  const csv = preferred === undefined ? '' : csvExample(preferred);
  const file = {
    type: 'string',
    format: 'binary',
    description: 'A CSV file whose first line names the columns.',
  };
  return {
    'multipart/form-data': {
      schema: { type: 'object', properties: { file }, required: ['file'] },
    },
    'text/csv': { schema: { type: 'string' }, example: csv },
    'application/json': {
      schema: { type: 'array', items: anyOf(models, preferred), minItems: 1, maxItems: 10_000 },
    },
  };
}

/** The default model's schema first; the `model` parameter says which one applies. */
function anyOf(models: readonly ServedModel[], preferred: ServedModel | undefined): object {
  const sorted = preferredFirst(models, preferred);
  const references = sorted.map((model) => ({ $ref: `#/components/schemas/${schemaName(model)}` }));
  return references.length === 1 ? (references[0] as object) : { anyOf: references };
}

function rowExamples(models: readonly ServedModel[], preferred: ServedModel | undefined): object {
  const entries = preferredFirst(models, preferred).flatMap(({ contract, name, version }) =>
    (contract.examples ?? []).map(({ title, inputs }, index) => {
      const label = title ?? `example ${index + 1}`;
      return [
        `${name}/${version}: ${label}`,
        { summary: `${name}/${version}: ${label}`, value: inputs },
      ];
    }),
  );
  return Object.fromEntries(entries);
}

function csvExample({ features, contract }: ServedModel): string {
  const names = features.map(({ name }) => name);
  const rows = (contract.examples ?? []).map(({ inputs }) =>
    names.map((name) => inputs[name] ?? '').join(','),
  );
  return [names.join(','), ...rows, ''].join('\n');
}

function preferredFirst(
  models: readonly ServedModel[],
  preferred: ServedModel | undefined,
): ServedModel[] {
  return [...models].sort((a, b) => Number(b === preferred) - Number(a === preferred));
}
