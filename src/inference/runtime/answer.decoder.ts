import type { Tensor } from 'onnxruntime-node';
import type { AnswerColumns } from '../../domain/outcome.js';
import type { ClassificationOutputs, ModelContract } from '../contract/model.contract.js';
import type { Tensors } from './graph.session.js';

/** Answers of a run, by column. */
export interface Answers {
  readonly rows: number;
  readonly columns: AnswerColumns;
}

/** As it comes from a tensor: texts, whole numbers, or 1 and 0 of a truth. */
type Label = string | bigint | number;

/** A column of answers, the tensor it comes from, and how. */
interface AnswerOutput {
  readonly column: keyof AnswerColumns;
  readonly tensor: string;
  readonly read: (tensor: Tensor, rows: number) => Uint16Array | Float32Array | Float64Array;
}

/** Turns the output tensors of one model into answers and refuses what is not an answer. */
export class AnswerDecoder {
  private readonly outputs: readonly AnswerOutput[];

  constructor(contract: ModelContract) {
    this.outputs = outputsOf(contract);
  }

  /** @throws Error when the model answered NaN, infinity or a label outside its classes */
  decode(tensors: Tensors, rows: number): Answers {
    const columns: { -readonly [K in keyof AnswerColumns]: unknown } = {};
    for (const { column, tensor, read } of this.outputs) {
      columns[column] = read(tensors[tensor] as Tensor, rows);
    }
    return { rows, columns: columns as AnswerColumns };
  }
}

function outputsOf({ task, outputs }: ModelContract): AnswerOutput[] {
  switch (task) {
    case 'classification': {
      const { length } = outputs.classes;
      return [
        { column: 'labels', tensor: outputs.label, read: labelsOf(classCodes(outputs)) },
        ...floats('probabilities', outputs.probabilities, length),
        ...(length === 2
          ? [outputs.scores ?? []].flat().map(secondScore)
          : floats('scores', outputs.scores, length)),
      ];
    }
    case 'regression':
      return [
        {
          column: 'values',
          tensor: outputs.values ?? outputs.value,
          read: (tensor, rows) => finite(tensor, rows, outputs.targets?.length ?? 1),
        },
      ];
    case 'multi-label': {
      const { labels, probabilities, names } = outputs;
      return [
        {
          column: 'flags',
          tensor: labels,
          read: (tensor, rows) => flagsOf(tensor, rows * names.length),
        },
        ...floats('probabilities', probabilities, names.length),
      ];
    }
    case 'anomaly': {
      const codes = new Map<Label, number>([
        [1n, 0],
        [-1n, 1],
      ]);
      return [
        { column: 'labels', tensor: outputs.label, read: labelsOf(codes) },
        ...floats('score', outputs.score, 1),
      ];
    }
    case 'clustering': {
      const { label, scores, clusters } = outputs;
      const codes = new Map<Label, number>(
        Array.from({ length: clusters }, (_, cluster) => [BigInt(cluster), cluster]),
      );
      return [
        { column: 'labels', tensor: label, read: labelsOf(codes) },
        ...floats('scores', scores, clusters),
      ];
    }
  }
}

/** None where the contract names no tensor. */
function floats(
  column: keyof AnswerColumns,
  tensor: string | undefined,
  width: number,
): AnswerOutput[] {
  if (tensor === undefined) return [];
  return [{ column, tensor, read: (given, rows) => float32(finite(given, rows, width)) }];
}

/** Some exporters give the score of the first of two classes too, which is the negative of the other. */
function secondScore(tensor: string): AnswerOutput {
  return {
    column: 'scores',
    tensor,
    read(given, rows) {
      const width = given.size === 2 * rows && rows > 0 ? 2 : 1;
      const numbers = float32(finite(given, rows, width));
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
  const flags = Uint16Array.from(data as ArrayLike<number | bigint>, Number);
  if (flags.length !== length) {
    throw new Error(`The model answered ${flags.length} labels where ${length} belong.`);
  }
  if (flags.some((flag) => flag > 1))
    throw new Error('The model answered a label that is not 0 or 1.');
  return flags;
}

function finite({ data }: Tensor, rows: number, width: number): Float32Array | Float64Array {
  const numbers = data as Float32Array | Float64Array;
  const length = rows * width;
  if (numbers.length !== length) {
    throw new Error(`The model answered ${numbers.length} numbers where ${length} belong.`);
  }
  for (let i = 0; i < length; i++) {
    if (!Number.isFinite(numbers[i]))
      throw new Error('The model answered a number that is not finite.');
  }
  return numbers;
}

function float32(numbers: Float32Array | Float64Array): Float32Array {
  return numbers instanceof Float32Array ? numbers : Float32Array.from(numbers);
}
