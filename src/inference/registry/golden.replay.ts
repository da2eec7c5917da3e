import { timeOf } from '../../domain/iso.time.js';
import type { AnswerColumns } from '../../domain/outcome.js';
import type { FeatureValue } from '../../domain/prediction.record.js';
import { parseJson } from '../contract/contract.reader.js';
import {
  type FeatureContract,
  featuresOf,
  type ModelContract,
  mayMiss,
} from '../contract/model.contract.js';
import { ModelFault } from '../contract/model.fault.js';
import { FeatureBlock } from '../runtime/feature.block.js';
import type { OnnxSession } from '../runtime/onnx.session.js';
import { wordsOf } from '../runtime/runtime.words.js';

/** One input with the trainer's own answer to it. */
export interface GoldenVector {
  readonly origin?: string;
  readonly inputs: readonly FeatureValue[];
  readonly label?: string | number;
  readonly probabilities?: readonly number[];
  readonly value?: number;
  /** The two highest probabilities are so close that either label is right. */
  readonly tie?: boolean;
}

export interface Golden {
  readonly tolerance: number;
  readonly features: readonly string[];
  /** The trainer's order of the probabilities. */
  readonly classes?: readonly (string | number)[];
  readonly vectors: readonly GoldenVector[];
}

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
  vectors.forEach((vector, row) => {
    const difference = differenceOf(vector, columns, row, contract, golden.tolerance);
    if (difference !== null) throw new ModelFault('golden.json', `/vectors/${row}`, difference);
  });
}

/** What differs between a vector and the answer in `row`; null when they agree. */
function differenceOf(
  vector: GoldenVector,
  answers: AnswerColumns,
  row: number,
  contract: ModelContract,
  tolerance: number,
): string | null {
  if (contract.task === 'regression') {
    return compareValue(vector.value, answers.values?.[row], tolerance);
  }
  if (contract.task !== 'classification') return null;
  const { classes } = contract.outputs;
  const label = classes[answers.labels?.[row] ?? -1];
  if (label !== vector.label && !vector.tie) {
    return `the trainer says ${vector.label}, the graph ${label}`;
  }
  return classes.reduce<string | null>((found, name, at) => {
    const ours = answers.probabilities?.[row * classes.length + at] ?? Number.NaN;
    const theirs = vector.probabilities?.[at] ?? Number.NaN;
    if (found !== null || Math.abs(ours - theirs) <= tolerance) return found;
    return `the trainer gives ${name} the probability ${theirs}, the graph ${ours}`;
  }, null);
}

function compareValue(theirs = Number.NaN, ours = Number.NaN, tolerance: number): string | null {
  if (Math.abs(ours - theirs) <= tolerance * Math.max(1, Math.abs(theirs))) return null;
  return `the trainer says ${theirs}, the graph ${ours}`;
}
