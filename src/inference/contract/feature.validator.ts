import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Fault } from '../../problem/problem.js';
import { FLOAT32_LIMIT, rowSchemaOf } from './feature.schema.js';
import { featuresOf, type ModelContract } from './model.contract.js';
import { OWN_SCHEMA } from './own.schema.js';

/** A row of features that passed validation. */
export type Row = Readonly<Record<string, number | string | null>>;

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

function faultOf(error: ErrorObject, prefix: string): Fault {
  const at = prefix + error.instancePath;
  const name = error.params.missingProperty ?? error.params.additionalProperty;
  const pointer = name === undefined ? at : `${at}/${escapePointer(name)}`;
  return { pointer, ...kindOf(error) };
}

function kindOf({ keyword, params, data, message }: ErrorObject): { code: string; detail: string } {
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
        detail: `must be one of ${params.allowedValues.join(', ')}`,
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
