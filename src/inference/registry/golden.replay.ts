import { timeOf } from '../../domain/iso.time.js';
import { parseJson } from '../contract/contract.reader.js';
import {
  type FeatureContract,
  featuresOf,
  layoutOf,
  type ModelContract,
  mayMiss,
} from '../contract/model.contract.js';
import { ModelFault } from '../contract/model.fault.js';
import { FeatureBlock } from '../runtime/feature.block.js';
import type { OnnxSession } from '../runtime/onnx.session.js';
import { wordsOf } from '../runtime/runtime.words.js';
import { type Golden, GoldenComparison } from './golden.comparison.js';

/** @throws ModelFault when the text is not a golden.json of this contract */
export function readGolden(text: string, contract: ModelContract): Golden {
  const golden = parseJson('golden.json', text) as Golden;
  const names = featuresOf(contract).map(({ name }) => name);
  if (JSON.stringify(golden?.features) !== JSON.stringify(names)) {
    throw new ModelFault('golden.json', '/features', `must be ${names.join(', ')}`);
  }
  verifyClasses(golden, contract);
  if (!(golden.tolerance > 0 && golden.tolerance <= 0.01)) {
    throw new ModelFault('golden.json', '/tolerance', 'must be above 0 and at most 0.01');
  }
  verifySpread(golden, contract);
  if (!Array.isArray(golden.vectors) || golden.vectors.length === 0) {
    throw new ModelFault('golden.json', '/vectors', 'must hold at least one vector');
  }
  golden.vectors.forEach((vector, row) => {
    verifyInputs(vector?.inputs, `/vectors/${row}/inputs`, contract);
  });
  return golden;
}

/** What is no number would become NaN on its way into the model, and prove nothing. */
function verifyInputs(inputs: unknown, field: string, contract: ModelContract): void {
  const features = featuresOf(contract);
  if (!Array.isArray(inputs) || inputs.length !== features.length) {
    throw new ModelFault('golden.json', field, `must be a list of ${features.length} values`);
  }
  features.forEach((feature, at) => {
    if (isInput(inputs[at], feature)) return;
    throw new ModelFault('golden.json', `${field}/${at}`, `is no ${feature.dtype}`);
  });
}

function isInput(value: unknown, feature: FeatureContract): boolean {
  if (value === null) return mayMiss(feature);
  switch (feature.dtype) {
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'datetime':
      return typeof value === 'string' && !Number.isNaN(timeOf(value));
    case 'int64':
      return Number.isSafeInteger(value);
    default:
      return typeof value === 'number';
  }
}

/** Labels agree in any order of the classes; the probabilities would go to the wrong ones. */
function verifyClasses({ classes }: Golden, contract: ModelContract): void {
  if (classes === undefined || contract.task !== 'classification') return;
  if (JSON.stringify(classes) === JSON.stringify(contract.outputs.classes)) return;
  throw new ModelFault(
    'model.json',
    '/outputs/classes',
    `golden.json has ${JSON.stringify(classes)}`,
  );
}

/** By zero nothing is measured. */
function verifySpread({ spread }: Golden, contract: ModelContract): void {
  if (spread === undefined) return;
  const { targets } = layoutOf(contract);
  const isList = Array.isArray(spread) && spread.length === targets?.length;
  if ((isList ? spread : [spread]).every((one) => Number.isFinite(one) && one > 0)) return;
  const detail = 'must be a number above 0, or one for each target';
  throw new ModelFault('golden.json', '/spread', detail);
}

/**
 * Runs every golden vector and compares the answers with the trainer's; then the first one alone and
 * twice, because a graph may be made for one number of rows without its inputs saying so.
 * @returns how many vectors were compared
 * @throws ModelFault naming the first vector that differs, or that cannot be run
 */
export function replayGolden(
  golden: Golden,
  session: OnnxSession,
  contract: ModelContract,
): number {
  const first = golden.vectors.slice(0, 1);
  for (const vectors of [golden.vectors, first, [...first, ...first]]) {
    try {
      replay({ ...golden, vectors }, session, contract);
    } catch (error) {
      if (error instanceof ModelFault) throw error;
      const detail = `in a run of ${vectors.length}: ${wordsOf(error)}`;
      throw new ModelFault('golden.json', '/vectors', detail, { cause: error });
    }
  }
  return golden.vectors.length;
}

function replay(golden: Golden, session: OnnxSession, contract: ModelContract): void {
  const { vectors } = golden;
  const block = new FeatureBlock(contract, vectors.length);
  vectors.forEach(({ inputs }, row) => {
    block.setRow(row, Object.fromEntries(golden.features.map((name, at) => [name, inputs[at]])));
  });
  const { columns } = session.run(block, vectors.length);
  const comparison = new GoldenComparison(golden, layoutOf(contract));
  vectors.forEach((vector, row) => {
    const difference = comparison.differenceOf(vector, columns, row);
    if (difference !== null) throw new ModelFault('golden.json', `/vectors/${row}`, difference);
  });
}
