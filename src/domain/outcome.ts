/** What a model says of one row; which members there are depends on its kind. */
export interface Outcome {
  readonly label?: string | undefined;
  /** Those of several labels that the row has. */
  readonly labels?: readonly string[] | undefined;
  /** Null where a model that chooses a label has none. */
  readonly probabilities?: Readonly<Record<string, number>> | null | undefined;
  readonly scores?: Readonly<Record<string, number>> | undefined;
  readonly score?: number | undefined;
  readonly value?: number | undefined;
  readonly values?: Readonly<Record<string, number>> | undefined;
  readonly unit?: string | undefined;
}

/**
 * What a model says of many rows, by column, as it comes from a run and as chunks of a batch keep it.
 * A column has as many numbers for each row as it has for the first: `probabilities` one a class.
 */
export interface AnswerColumns {
  /** Position of each row's label in the classes. */
  readonly labels?: Uint16Array;
  /** For each of several labels, whether the row has it. */
  readonly flags?: Uint16Array;
  readonly probabilities?: Float32Array;
  readonly scores?: Float32Array;
  readonly score?: Float32Array;
  readonly values?: Float32Array | Float64Array;
}
