import { timeText } from '../../domain/iso.time.js';
import type { FeatureContract, ModelContract } from './model.contract.js';
import { featuresOf, mayMiss } from './model.contract.js';

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
  const { description, unit, example, dtype } = feature;
  const text = [
    description,
    unit === undefined ? undefined : `Unit: ${unit}.`,
    dtype === 'datetime' ? 'A date alone is midnight; without a zone it is UTC.' : undefined,
  ]
    .filter(Boolean)
    .join(' ');
  return {
    ...(text === '' ? {} : { description: text }),
    ...valueSchemaOf(feature),
    ...(example === undefined ? {} : { examples: [example] }),
  };
}

function valueSchemaOf(feature: FeatureContract): JsonSchema {
  const { type, ...rest } = presentSchemaOf(feature);
  const { categories, openCategories = false } = feature;
  const isNullable = mayMiss(feature);
  return {
    type: isNullable ? [type, 'null'] : type,
    ...rest,
    ...(categories === undefined || openCategories
      ? {}
      : { enum: isNullable ? [...categories, null] : categories }),
  };
}

/** Nanoseconds since 1970 are whole numbers of 64 bits, for the trainer too: so many milliseconds. */
const MOST_NS_MS = 9_223_372_036_854;

/** Beyond which a value is refused, by the contract or since nothing holds it. */
export function limitsOf({ hard = {}, epoch }: FeatureContract): { min?: number; max?: number } {
  if (epoch !== 'ns') return hard;
  const { min = -MOST_NS_MS, max = MOST_NS_MS } = hard;
  return { min: Math.max(min, -MOST_NS_MS), max: Math.min(max, MOST_NS_MS) };
}

/** Of a value that is there. */
function presentSchemaOf(feature: FeatureContract): JsonSchema {
  const { dtype } = feature;
  const { min, max } = limitsOf(feature);
  const limits = {
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
  };
  switch (dtype) {
    case 'string':
    case 'boolean':
      return { type: dtype };
    case 'datetime':
      return {
        type: 'string',
        format: 'date-time',
        ...(min === undefined ? {} : { formatMinimum: timeText(min) }),
        ...(max === undefined ? {} : { formatMaximum: timeText(max) }),
      };
    case 'int64': {
      const { MIN_SAFE_INTEGER: least, MAX_SAFE_INTEGER: most } = Number;
      const [minimum, maximum] = [Math.max(min ?? least, least), Math.min(max ?? most, most)];
      return { type: 'integer', minimum, maximum };
    }
    case 'float64':
      return { type: 'number', ...limits };
    case 'float32':
      return {
        type: 'number',
        exclusiveMinimum: -FLOAT32_LIMIT,
        exclusiveMaximum: FLOAT32_LIMIT,
        ...limits,
      };
  }
}
