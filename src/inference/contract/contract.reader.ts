import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { isShown } from '../../domain/iso.time.js';
import { columnKey } from './column.key.js';
import { classesOf, featuresOf, type ModelContract } from './model.contract.js';
import { ModelFault } from './model.fault.js';
import { OWN_SCHEMA } from './own.schema.js';

const schema = JSON.parse(
  readFileSync(new URL('./contract.schema.json', import.meta.url), 'utf8'),
) as object;
const isContract = new Ajv2020({
  ...OWN_SCHEMA,
  strict: true,
  // What a type says once is not said again where the same value is restricted.
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
}).compile<ModelContract>(schema);

/**
 * Parses and checks the text of a `model.json`.
 * @throws ModelFault naming the field that is wrong
 */
export function readContract(text: string): ModelContract {
  const contract = parseJson('model.json', text);
  if (!isContract(contract)) throw schemaFault(contract, isContract.errors ?? []);
  refuseAmbiguousNames(contract);
  refuseEmptyRanges(contract);
  refuseUnshownTimes(contract);
  refuseSameClasses(contract);
  return contract;
}

/**
 * Some editors begin a file with a byte-order mark.
 * @throws ModelFault naming the file when the text is not JSON
 */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    throw new ModelFault(file, null, `is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

function schemaFault(contract: unknown, errors: readonly ErrorObject[]): ModelFault {
  if (isOfVersion2(contract)) {
    const detail = 'must be 2: the contract tells what version 1 has no words for';
    return new ModelFault('model.json', '/contractVersion', detail);
  }
  const error = errors.find(({ keyword }) => keyword !== 'if') ?? errors[0];
  const extra =
    error?.params.additionalProperty ?? error?.params.allowedValues ?? error?.params.allowedValue;
  const detail = `${error?.message ?? 'is not a contract'}${extra === undefined ? '' : ` (${String(extra)})`}`;
  return new ModelFault('model.json', error?.instancePath || '/', detail);
}

function isOfVersion2(contract: unknown): boolean {
  const { contractVersion } = Object(contract) as Partial<ModelContract>;
  return contractVersion === 1 && isContract({ ...Object(contract), contractVersion: 2 });
}

/** A CSV column must belong to one feature; version 1 has no names that only their case tells apart. */
function refuseAmbiguousNames(contract: ModelContract): void {
  const keyOf = contract.contractVersion === 1 ? columnKey : (name: string) => name.trim();
  const owners = new Map<string, string>();
  for (const { name, aliases = [] } of featuresOf(contract)) {
    for (const alias of new Set([name, ...aliases].map(keyOf))) {
      const owner = owners.get(alias);
      if (owner !== undefined) {
        throw new ModelFault('model.json', '/inputs', `"${alias}" names both ${owner} and ${name}`);
      }
      owners.set(alias, name);
    }
  }
}

/** They are told to whoever sends a value beyond them. */
function refuseUnshownTimes(contract: ModelContract): void {
  for (const { name, dtype, hard = {}, training = {} } of featuresOf(contract)) {
    if (dtype !== 'datetime') continue;
    for (const [field, { min = 0, max = 0 }] of Object.entries({ hard, training })) {
      if (isShown(min) && isShown(max)) continue;
      const detail = 'must be milliseconds since 1970, of the years 0000 to 9999';
      throw new ModelFault('model.json', `feature ${name}, ${field}`, detail);
    }
  }
}

/** In answers, columns and filters they are texts. */
function refuseSameClasses(contract: ModelContract): void {
  const classes = classesOf(contract) ?? [];
  const same = classes.find((one, at) => classes.indexOf(one) !== at);
  if (same === undefined) return;
  const detail = `has two that are both shown as "${same}"`;
  throw new ModelFault('model.json', '/outputs/classes', detail);
}

function refuseEmptyRanges(contract: ModelContract): void {
  for (const { name, hard } of featuresOf(contract)) {
    if ((hard?.min ?? -Infinity) > (hard?.max ?? Infinity)) {
      throw new ModelFault('model.json', `feature ${name}, hard`, 'min is above max');
    }
  }
}
