import type { Tensor } from 'onnxruntime-node';
import type { AnswerColumns } from '../../domain/outcome.js';
import type { ModelContract } from '../contract/model.contract.js';
import { type AnswerOutput, outputsOf } from './answer.output.js';
import type { Tensors } from './graph.session.js';

/** Answers of a run, by column. */
export interface Answers {
  readonly rows: number;
  readonly columns: AnswerColumns;
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
