import type { AnswerColumns } from '../../domain/outcome.js';
import type { FeatureValue } from '../../domain/prediction.record.js';
import { probabilitiesIn, type RowLayout } from '../../domain/row.layout.js';

/** One input with the trainer's own answer to it. */
export interface GoldenVector {
  readonly origin?: string;
  readonly inputs: readonly FeatureValue[];
  readonly label?: string | number | boolean;
  /** 1 for each of several labels that is there. */
  readonly labels?: readonly number[];
  readonly probabilities?: readonly number[];
  readonly scores?: readonly number[];
  readonly score?: number;
  readonly value?: number;
  readonly values?: readonly number[];
  /** The trainer's best are so close that either label is right. */
  readonly tie?: boolean;
}

export interface Golden {
  /** How far a number may be off, in parts of what it is measured by: see `spread`. */
  readonly tolerance: number;
  /**
   * How far values or scores are spread, one number or one a target; where it is not said, they are
   * measured by themselves. Probabilities are measured by 1.
   */
  readonly spread?: number | readonly number[];
  readonly features: readonly string[];
  /** The trainer's order of the probabilities. */
  readonly classes?: readonly (string | number | boolean)[];
  readonly vectors: readonly GoldenVector[];
}

/** Of what a single number is, which has no name. No target has that name. */
const THE_ROW = '';

/** Numbers of one kind that a row is answered with, each with its name. */
interface Compared {
  readonly said: string;
  readonly names: readonly string[];
  readonly theirs: readonly number[] | undefined;
  readonly ours: Float32Array | Float64Array | undefined;
  readonly spread: Golden['spread'];
}

/** Holds what a graph answers against what the trainer said. */
export class GoldenComparison {
  private readonly names: Readonly<
    Record<'probabilities' | 'scores' | 'score' | 'values', readonly string[]>
  >;

  constructor(
    private readonly golden: Omit<Golden, 'vectors'>,
    private readonly layout: RowLayout,
  ) {
    const { classes, labels, scores = [], score, targets = [THE_ROW] } = layout;
    this.names = {
      probabilities: probabilitiesIn(layout) ?? [],
      scores,
      score: score === true ? [THE_ROW] : [],
      values: classes === null && labels === undefined ? targets : [],
    };
  }

  /** What differs between a vector and the answer in `row`; null when they agree. */
  differenceOf(vector: GoldenVector, answers: AnswerColumns, row: number): string | null {
    const label = vector.tie === true ? null : this.wrongLabel(vector, answers, row);
    if (label !== null) return label;
    return firstOf(this.numbersOf(vector, answers), (numbers) => this.wrongNumber(numbers, row));
  }

  private numbersOf(vector: GoldenVector, answers: AnswerColumns): Compared[] {
    const { probabilities, scores, score, value, values } = vector;
    const { names } = this;
    const { spread } = this.golden;
    return [
      {
        ...{ said: 'probability', names: names.probabilities, spread: 1 },
        ...{ theirs: probabilities, ours: answers.probabilities },
      },
      {
        ...{ said: 'score', names: names.scores, spread },
        ...{ theirs: scores, ours: answers.scores },
      },
      {
        ...{ said: 'score', names: names.score, spread },
        ...{ theirs: listOf(score), ours: answers.score },
      },
      {
        ...{ said: 'value', names: names.values, spread },
        ...{ theirs: values ?? listOf(value), ours: answers.values },
      },
    ];
  }

  private wrongLabel(vector: GoldenVector, answers: AnswerColumns, row: number): string | null {
    const { classes, labels = [] } = this.layout;
    if (classes !== null) {
      const ours = classes[answers.labels?.[row] ?? -1];
      if (ours === String(vector.label)) return null;
      return `the trainer says ${vector.label}, the graph ${ours}`;
    }
    return firstOf(labels, (name, at) => {
      const [theirs, ours] = [vector.labels?.[at], answers.flags?.[row * labels.length + at]];
      return ours === theirs ? null : `the trainer says ${theirs} of ${name}, the graph ${ours}`;
    });
  }

  private wrongNumber({ said, names, theirs, ours, spread }: Compared, row: number): string | null {
    if (names.length > 0 && !isList(theirs, names.length)) {
      const wanted = names.length === 1 ? 'a number' : `a list of ${names.length} numbers`;
      return `its ${said} must be ${wanted}`;
    }
    return firstOf(names, (name, at) => {
      const our = ours?.[row * names.length + at] ?? Number.NaN;
      const their = theirs?.[at] ?? Number.NaN;
      const scale = scaleOf(spread, at) ?? Math.max(1, Math.abs(their));
      if (Math.abs(our - their) <= this.golden.tolerance * scale) return null;
      const told = name === THE_ROW ? 'says' : `gives ${name} the ${said}`;
      return `the trainer ${told} ${their}, the graph ${our}`;
    });
  }
}

function isList(numbers: readonly number[] | undefined, length: number): boolean {
  return (
    Array.isArray(numbers) &&
    numbers.length === length &&
    numbers.every((one) => typeof one === 'number')
  );
}

function scaleOf(spread: Golden['spread'], at: number): number | undefined {
  return typeof spread === 'number' ? spread : spread?.[at];
}

function listOf(value: number | undefined): readonly number[] | undefined {
  return value === undefined ? undefined : [value];
}

function firstOf<T>(
  items: readonly T[],
  faultOf: (item: T, at: number) => string | null,
): string | null {
  for (const [at, item] of items.entries()) {
    const fault = faultOf(item, at);
    if (fault !== null) return fault;
  }
  return null;
}
