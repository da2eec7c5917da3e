import { Tensor } from 'onnxruntime-node';
import type { Tensors } from '../graph.session.js';
import type { EnsembleAnswers } from './ensemble.answers.js';
import { addUp } from './tree.ensemble.js';

/** Rows times trees: about where the runtime has the answers as soon (docs/performance.md). */
const MOST_WALKS = 1_600;

/** What a node behind the trees does with every number. */
export interface NumberStep {
  readonly operator: 'Div' | 'Mul';
  /** A float32. */
  readonly by: number;
}

/** An output of the graph: the labels, or the numbers after some steps. */
export interface TreeOutput {
  readonly name: string;
  readonly steps: readonly NumberStep[] | null;
}

/** A graph of trees and little else; it has the outputs that the runtime has, to the last bit. */
export class TreeGraph {
  /** Of how many rows at a time it has the answers sooner than the runtime. */
  readonly mostRows: number;
  private readonly sums: Float32Array;

  constructor(
    private readonly answers: EnsembleAnswers,
    private readonly outputs: readonly TreeOutput[],
    /** How many of them a row has. */
    private readonly features: number,
  ) {
    this.mostRows = Math.floor(MOST_WALKS / answers.ensemble.roots.length);
    this.sums = new Float32Array(answers.width);
  }

  /** @param values float32 [rows, features] */
  run(values: Float32Array, rows: number): Tensors {
    const { width } = this.answers;
    const numbers = new Float32Array(rows * width);
    const classes = new Uint16Array(rows);
    for (let row = 0; row < rows; row++) this.answer(row, values, numbers, classes);
    const tensors: Tensors = {};
    for (const { name, steps } of this.outputs) {
      tensors[name] =
        steps === null
          ? this.labelsOf(classes)
          : new Tensor('float32', after(steps, numbers), [rows, width]);
    }
    return tensors;
  }

  private answer(
    row: number,
    values: Float32Array,
    numbers: Float32Array,
    classes: Uint16Array,
  ): void {
    const { sums, features } = this;
    const { ensemble, finish, width } = this.answers;
    sums.fill(0);
    addUp(ensemble, values, row * features, sums);
    classes[row] = finish(sums);
    for (let at = 0; at < width; at++) numbers[row * width + at] = sums[at] as number;
  }

  private labelsOf(classes: Uint16Array): Tensor {
    const { labels } = this.answers;
    const { length } = classes;
    const texts: string[] = [];
    const wholes = new BigInt64Array(length);
    for (let row = 0; row < length; row++) {
      const label = labels?.[classes[row] as number];
      if (typeof label === 'string') texts.push(label);
      else wholes[row] = label ?? 0n;
    }
    return texts.length > 0
      ? new Tensor('string', texts, [length])
      : new Tensor('int64', wholes, [length]);
  }
}

function after(steps: readonly NumberStep[], numbers: Float32Array): Float32Array {
  if (steps.length === 0) return numbers;
  const changed = numbers.slice();
  for (const { operator, by } of steps) {
    for (let at = 0; at < changed.length; at++) {
      const before = changed[at] as number;
      changed[at] = operator === 'Div' ? before / by : before * by;
    }
  }
  return changed;
}
