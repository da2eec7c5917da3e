import { type JsonSchema, rowSchemaOf } from '../../inference/contract/feature.schema.js';
import type { ServedModel } from '../../inference/registry/served.model.js';
import { csvRecord } from '../../scoring/table/csv.text.js';

/** Schema name of a model's features. */
function schemaName({ name, version }: ServedModel): string {
  return `Features_${name}_${version}`;
}

/** One schema of a row of features per served model. */
export function rowSchemas(models: readonly ServedModel[]): Record<string, JsonSchema> {
  return Object.fromEntries(
    models.map((model) => [schemaName(model), narrowed(rowSchemaOf(model.contract))]),
  );
}

function narrowed(row: JsonSchema): JsonSchema {
  const features = Object.entries(row.properties as Record<string, JsonSchema>);
  const properties = features.map(([name, feature]) => [name, withNarrowerLimits(feature)]);
  return { ...row, properties: Object.fromEntries(properties) };
}

/** Says of a hard limit and that of a float32 only the narrower; both are one promise. */
function withNarrowerLimits(feature: JsonSchema): JsonSchema {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, ...rest } = feature;
  const isMinimum = Number(minimum) > Number(exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
  const isMaximum = Number(maximum) < Number(exclusiveMaximum ?? Number.POSITIVE_INFINITY);
  return {
    ...rest,
    ...(isMinimum ? { minimum } : { exclusiveMinimum }),
    ...(isMaximum ? { maximum } : { exclusiveMaximum }),
  };
}

/** A row of a model that is yet to come. */
const anyRow = {
  type: 'object',
  additionalProperties: { type: ['number', 'string', 'boolean', 'null'] },
};

/** Body of `POST /predict`. */
export function predictionBody(models: readonly ServedModel[], preferred: ServedModel | undefined) {
  return {
    'application/json': {
      schema: anyOf(models, preferred),
      examples: rowExamples(models, preferred),
    },
  };
}

/** Other media types of files. */
const FILE_TYPES = [
  'text/tab-separated-values',
  'application/x-ndjson',
  'application/vnd.apache.parquet',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
];

/** A row of a table may have columns that no feature takes. */
function anyTableRow(models: readonly ServedModel[], preferred: ServedModel | undefined): object {
  if (models.length === 0) return anyRow;
  const rows = preferredFirst(models, preferred).map(({ contract }) => ({
    ...narrowed(rowSchemaOf(contract)),
    additionalProperties: true,
  }));
  return rows.length === 1 ? (rows[0] as object) : { anyOf: rows };
}

/** Bodies of `POST /predict-batch`. */
export function batchBody(models: readonly ServedModel[], preferred: ServedModel | undefined) {
  const file = {
    type: 'string',
    format: 'binary',
    description:
      'A table: CSV or TSV in any dialect, NDJSON, Parquet, .xlsx or a JSON array; text also as gzip. The first record of a text table names the columns.',
  };
  return {
    'multipart/form-data': {
      schema: { type: 'object', properties: { file }, required: ['file'] },
    },
    'text/csv': {
      schema: { type: 'string' },
      ...(preferred === undefined ? {} : { example: csvExample(preferred) }),
    },
    ...Object.fromEntries(
      FILE_TYPES.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
    ),
    'application/json': {
      schema: {
        type: 'array',
        items: anyTableRow(models, preferred),
        minItems: 1,
        maxItems: 10_000,
      },
      ...(preferred === undefined ? {} : { example: rowsOf(preferred) }),
    },
  };
}

/** The default model's schema first; the `model` parameter says which one applies. */
function anyOf(models: readonly ServedModel[], preferred: ServedModel | undefined): object {
  if (models.length === 0) return anyRow;
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

function csvExample(model: ServedModel): string {
  const names = model.features.map(({ name }) => name);
  const rows = rowsOf(model).map((inputs) => names.map((name) => inputs[name]));
  return [names, ...rows].map(csvRecord).join('');
}

function rowsOf({ contract }: ServedModel): Readonly<Record<string, unknown>>[] {
  return (contract.examples ?? []).map(({ inputs }) => inputs);
}

function preferredFirst(
  models: readonly ServedModel[],
  preferred: ServedModel | undefined,
): ServedModel[] {
  return [...models].sort((a, b) => Number(b === preferred) - Number(a === preferred));
}
