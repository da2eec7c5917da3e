import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { timeOf } from '../../domain/iso.time.js';
import type { FeatureValue } from '../../domain/prediction.record.js';
import type { Fault } from '../../problem/problem.js';
import { FLOAT32_LIMIT, rowSchemaOf } from './feature.schema.js';
import { featuresOf, type ModelContract } from './model.contract.js';
import { OWN_SCHEMA } from './own.schema.js';

/** A row of features that passed validation. */
export type Row = Readonly<Record<string, FeatureValue>>;

/** Checks rows of features with a validator that is compiled once from the contract. */
export class FeatureValidator {
  private readonly isRow: ValidateFunction<Row>;

  constructor(contract: ModelContract) {
    const ajv = new Ajv2020({
      ...OWN_SCHEMA,
      allErrors: true,
      verbose: true,
      // A feature that may be missing is "number or null".
      allowUnionTypes: true,
      // Every object has a `constructor`; asking whether it is its own takes time.
      ownProperties: featuresOf(contract).some(({ name }) => name in Object.prototype),
    });
    ajv.addFormat('date-time', isTime);
    for (const [keyword, isIn] of TIME_LIMITS) {
      ajv.addKeyword({ keyword, schemaType: 'string', type: 'string', compile: isIn });
    }
    this.isRow = ajv.compile<Row>(rowSchemaOf(contract));
  }

  /**
   * @param prefix JSON pointer of the row in the request body
   * @returns one fault per violation; empty when the row is good
   */
  faultsOf(row: unknown, prefix = ''): Fault[] {
    if (this.isRow(row)) return [];
    return deduplicate((this.isRow.errors ?? []).map((error) => faultOf(error, prefix)));
  }
}

function isTime(text: string): boolean {
  return !Number.isNaN(timeOf(text));
}

/** What is no time is another fault. */
const TIME_LIMITS = [
  ['formatMinimum', limitTest((time, least) => !(time < least))],
  ['formatMaximum', limitTest((time, most) => !(time > most))],
] as const;

/** The limit is read once, when the check is made. */
function limitTest(isWithin: (time: number, limit: number) => boolean) {
  return (text: string) => {
    const limit = timeOf(text);
    return (value: string) => isWithin(timeOf(value), limit);
  };
}

function faultOf(error: ErrorObject, prefix: string): Fault {
  const at = prefix + error.instancePath;
  const name = error.params.missingProperty ?? error.params.additionalProperty;
  const pointer = name === undefined ? at : `${at}/${escapePointer(name)}`;
  return { pointer, ...kindOf(error) };
}

function kindOf(error: ErrorObject): { code: string; detail: string } {
  const { keyword, params, data, message, schema } = error;
  switch (keyword) {
    case 'required':
      return { code: 'missing_feature', detail: `${params.missingProperty} is missing` };
    case 'additionalProperties':
      return {
        code: 'unknown_feature',
        detail: `the model has no feature "${params.additionalProperty}"`,
      };
    case 'enum':
      return {
        code: 'unknown_category',
        detail: `must be one of ${params.allowedValues.filter((one: unknown) => one !== null).join(', ')}`,
      };
    case 'format':
      return {
        code: 'not_a_datetime',
        detail: 'must be a date or time of ISO 8601, such as 2026-01-31T08:30:00Z',
      };
    case 'formatMinimum':
    case 'formatMaximum':
      return {
        code: 'out_of_hard_range',
        detail: `must be ${keyword === 'formatMinimum' ? '>=' : '<='} ${schema}`,
      };
    case 'type':
      return typeof data === 'number' && !Number.isFinite(data)
        ? { code: 'not_finite', detail: 'is not finite' }
        : { code: 'wrong_type', detail: message ?? 'has the wrong type' };
    default:
      return Math.abs(params.limit) === FLOAT32_LIMIT
        ? { code: 'not_finite', detail: 'is not finite as float32' }
        : { code: 'out_of_hard_range', detail: message ?? 'is beyond a hard limit' };
  }
}

/** A value that is not finite breaks its hard limits too; one entry says enough. */
function deduplicate(faults: readonly Fault[]): Fault[] {
  const byPointer = new Map<string | undefined, Fault>();
  for (const fault of faults) {
    const known = byPointer.get(fault.pointer);
    if (known === undefined || fault.code === 'not_finite' || fault.code === 'wrong_type')
      byPointer.set(fault.pointer, fault);
  }
  return [...byPointer.values()];
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
