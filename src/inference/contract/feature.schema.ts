import type { FeatureContract, ModelContract } from './model.contract.js';
import { featuresOf } from './model.contract.js';

/** Beyond this a number rounds to infinity as float32. */
export const FLOAT32_LIMIT = 3.4028235677973366e38;

export type JsonSchema = Record<string, unknown>;

/** JSON Schema 2020-12 of one row of features, for validation and for OpenAPI alike. */
export function rowSchemaOf(contract: ModelContract): JsonSchema {
  const features = featuresOf(contract);
  return {
    type: 'object',
    properties: Object.fromEntries(
      features.map((feature) => [feature.name, featureSchemaOf(feature)]),
    ),
    required: features.filter(({ required }) => required !== false).map(({ name }) => name),
    additionalProperties: false,
  };
}

function featureSchemaOf(feature: FeatureContract): JsonSchema {
  const { description, unit, example } = feature;
  const text = [description, unit === undefined ? undefined : `Unit: ${unit}.`]
    .filter(Boolean)
    .join(' ');
  return {
    ...(text === '' ? {} : { description: text }),
    ...valueSchemaOf(feature),
    ...(example === undefined ? {} : { examples: [example] }),
  };
}

function valueSchemaOf({ dtype, missing, hard = {}, categories }: FeatureContract): JsonSchema {
  if (dtype === 'string') {
    return { type: 'string', ...(categories === undefined ? {} : { enum: categories }) };
  }
  const limits = {
    ...(hard.min === undefined ? {} : { minimum: hard.min }),
    ...(hard.max === undefined ? {} : { maximum: hard.max }),
  };
  if (dtype === 'int64')
    return {
      type: 'integer',
      minimum: Number.MIN_SAFE_INTEGER,
      maximum: Number.MAX_SAFE_INTEGER,
      ...limits,
    };
  return {
    type: missing === 'nan' ? ['number', 'null'] : 'number',
    exclusiveMinimum: -FLOAT32_LIMIT,
    exclusiveMaximum: FLOAT32_LIMIT,
    ...limits,
  };
}
