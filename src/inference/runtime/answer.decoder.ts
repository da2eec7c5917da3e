import type { Tensor } from 'onnxruntime-node';
import type { AnswerColumns } from '../../domain/outcome.js';
import { type ClassificationOutputs, type ModelContract } from '../contract/model.contract.js';
import type { Tensors } from './graph.session.js';

/** Answers of a run: labels with probabilities (classification) or values (regression). */
export interface Answers {
  readonly rows: number;
  readonly columns: AnswerColumns;
}

/** Turns the output tensors of one model into answers and refuses what is not an answer. */
export class AnswerDecoder {
  private readonly codes: ReadonlyMap<string | bigint, number>;

  constructor(private readonly contract: ModelContract) {
    this.codes = contract.task === 'classification' ? codesOf(contract.outputs) : new Map();
  }

  /** @throws Error when the model answered NaN, infinity or a label outside its classes */
  decode(outputs: Tensors, rows: number): Answers {
    const { contract } = this;
    if (contract.task === 'regression') {
      const values = finite(outputs[contract.outputs.value ?? ''] as Tensor, rows);
      return { rows, columns: { values } };
    }
    if (contract.task !== 'classification') throw new Error('not yet');
    const { label, probabilities = '' } = contract.outputs;
    const codes = (outputs[label] as Tensor).data as ArrayLike<string | bigint>;
    const columns = {
      labels: this.decodeLabels(codes, rows),
      probabilities: finite(
        outputs[probabilities] as Tensor,
        rows * contract.outputs.classes.length,
      ),
    };
    return { rows, columns };
  }

  private decodeLabels(labels: ArrayLike<string | bigint>, rows: number): Uint16Array {
    const codes = new Uint16Array(rows);
    for (let row = 0; row < rows; row++) {
      const code = this.codes.get(labels[row] as string | bigint);
      if (code === undefined)
        throw new Error(`The model answered the unknown label ${labels[row]}.`);
      codes[row] = code;
    }
    return codes;
  }
}

/** An int64 label is a class itself when all classes are integers, else a position in them. */
function codesOf({ classes }: ClassificationOutputs): Map<string | bigint, number> {
  const areIntegers = classes.every((value) => typeof value === 'number');
  const codes = new Map<string | bigint, number>();
  classes.forEach((value, code) => {
    codes.set(String(value), code);
    codes.set(BigInt(areIntegers ? value : code), code);
  });
  return codes;
}

function finite({ data }: Tensor, length: number): Float32Array {
  const numbers = data as Float32Array;
  if (numbers.length !== length) {
    throw new Error(`The model answered ${numbers.length} numbers where ${length} belong.`);
  }
  for (let i = 0; i < length; i++) {
    if (!Number.isFinite(numbers[i]))
      throw new Error('The model answered a number that is not finite.');
  }
  return numbers;
}
