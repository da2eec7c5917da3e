import type { Tensor } from 'onnxruntime-node';
import type { AnswerColumns } from '../../domain/outcome.js';
import type { ClassificationOutputs, ModelContract } from '../contract/model.contract.js';

/** As it comes from a tensor: texts, whole numbers, or 1 and 0 of a truth. */
type Label = string | bigint | number;

/** A tensor that a model answers with: what it must be, and which column of the answers it becomes. */
export interface AnswerOutput {
  /** Of the contract's outputs. */
  readonly field: string;
  readonly tensor: string;
  readonly types: readonly string[];
  /** Of how many there is a number in a row, and which field of the contract says so. */
  readonly count: number;
  readonly by: string;
  /** How many numbers a row may have. */
  readonly widths: readonly number[];
  readonly column: keyof AnswerColumns;
  /** @throws Error when what is in the tensor is no answer */
  readonly read: (tensor: Tensor, rows: number) => Uint16Array | Float32Array | Float64Array;
}

const FLOATS = ['float32', 'float64'];
const LABELS = ['string', 'int64', 'bool'];
const WHOLE = ['int64'];

/** What a model answers with: the one place that knows which tensor of its contract is what. */
export function outputsOf({ task, outputs }: ModelContract): AnswerOutput[] {
  switch (task) {
    case 'classification': {
      const { length } = outputs.classes;
      return [
        labels(outputs.label, LABELS, classCodes(outputs)),
        ...floats('probabilities', outputs.probabilities, length, 'classes'),
        ...(length === 2
          ? floats('scores', outputs.scores, length, 'classes').map(ofSecond)
          : floats('scores', outputs.scores, length, 'classes')),
      ];
    }
    case 'regression': {
      const { value, values, targets = [] } = outputs;
      return [
        ...floats('value', value, 1, 'value').map(asValues),
        ...floats('values', values, targets.length, 'targets').map(asValues),
      ];
    }
    case 'multi-label': {
      const { length } = outputs.names;
      return [
        flags(outputs.labels, length),
        ...floats('probabilities', outputs.probabilities, length, 'names'),
      ];
    }
    case 'anomaly': {
      const codes = new Map<Label, number>([
        [1n, 0],
        [-1n, 1],
      ]);
      return [labels(outputs.label, WHOLE, codes), ...floats('score', outputs.score, 1, 'score')];
    }
    case 'clustering': {
      const { label, scores, clusters } = outputs;
      const codes = Array.from({ length: clusters }, (_, code) => [BigInt(code), code] as const);
      return [
        labels(label, WHOLE, new Map<Label, number>(codes)),
        ...floats('scores', scores, clusters, 'clusters'),
      ];
    }
  }
}

function labels(
  tensor: string,
  types: readonly string[],
  codes: ReadonlyMap<Label, number>,
): AnswerOutput {
  const one = { count: 1, by: 'label', widths: [1] };
  return { field: 'label', tensor, types, ...one, column: 'labels', read: labelsOf(codes) };
}

function flags(tensor: string, count: number): AnswerOutput {
  return {
    ...{ field: 'labels', tensor, types: [...WHOLE, 'bool', ...FLOATS] },
    ...{ count, by: 'names', widths: [count], column: 'flags' },
    read: (given, rows) => flagsOf(given, rows * count),
  };
}

/** None where the contract names no tensor. */
function floats(
  field: 'probabilities' | 'scores' | 'score' | 'value' | 'values',
  tensor: string | undefined,
  count: number,
  by: string,
): AnswerOutput[] {
  if (tensor === undefined) return [];
  return [
    {
      ...{ field, tensor, types: FLOATS, count, by, widths: [count] },
      column: field === 'value' ? 'values' : field,
      read: (given, rows) => finite(float32(given), rows * count),
    },
  ];
}

/** Values stay as the graph gives them. */
function asValues(output: AnswerOutput): AnswerOutput {
  return { ...output, read: (given, rows) => finite(floatsIn(given), rows * output.count) };
}

/** Two classes have one score, that of the second; some exporters give that of the first as well. */
function ofSecond(output: AnswerOutput): AnswerOutput {
  return {
    ...output,
    widths: [1, 2],
    read(given, rows) {
      const width = rows > 0 && given.size === 2 * rows ? 2 : 1;
      const numbers = finite(float32(given), rows * width);
      return width === 1 ? numbers : numbers.filter((_, at) => at % 2 === 1);
    },
  };
}

/** A whole label is a class itself when all classes are whole, else a position in them. */
function classCodes({ classes }: ClassificationOutputs): Map<Label, number> {
  const areWhole = classes.every((value) => Number.isInteger(value));
  const codes = new Map<Label, number>();
  classes.forEach((value, code) => {
    codes.set(String(value), code);
    codes.set(BigInt(areWhole ? Number(value) : code), code);
    if (typeof value === 'boolean') codes.set(Number(value), code);
  });
  return codes;
}

function labelsOf(codes: ReadonlyMap<Label, number>) {
  return ({ data }: Tensor, rows: number): Uint16Array => {
    const labels = data as ArrayLike<Label>;
    if (labels.length !== rows) {
      throw new Error(`The model answered ${labels.length} labels where ${rows} belong.`);
    }
    const found = new Uint16Array(rows);
    for (let row = 0; row < rows; row++) {
      const code = codes.get(labels[row] as Label);
      if (code === undefined) {
        throw new Error(`The model answered the unknown label ${labels[row]}.`);
      }
      found[row] = code;
    }
    return found;
  };
}

/** Whether each of several labels is there, however the graph says it. */
function flagsOf({ data }: Tensor, length: number): Uint16Array {
  const told = data as ArrayLike<number | bigint>;
  if (told.length !== length) {
    throw new Error(`The model answered ${told.length} labels where ${length} belong.`);
  }
  const flags = new Uint16Array(length);
  for (let at = 0; at < length; at++) {
    const flag = Number(told[at]);
    if (flag !== 0 && flag !== 1) throw new Error('The model answered a label that is not 0 or 1.');
    flags[at] = flag;
  }
  return flags;
}

/** As they are kept: a double may be beyond every float32. */
function finite<T extends Float32Array | Float64Array>(numbers: T, length: number): T {
  if (numbers.length !== length) {
    throw new Error(`The model answered ${numbers.length} numbers where ${length} belong.`);
  }
  for (let i = 0; i < length; i++) {
    if (!Number.isFinite(numbers[i]))
      throw new Error('The model answered a number that is not finite.');
  }
  return numbers;
}

function floatsIn({ data }: Tensor): Float32Array | Float64Array {
  return data as Float32Array | Float64Array;
}

function float32(tensor: Tensor): Float32Array {
  const numbers = floatsIn(tensor);
  return numbers instanceof Float32Array ? numbers : Float32Array.from(numbers);
}
