/** What a model says of one row: a label with probabilities, or a value with its unit. */
export interface Outcome {
  readonly label?: string | undefined;
  readonly probabilities?: Readonly<Record<string, number>> | undefined;
  readonly value?: number | undefined;
  readonly unit?: string | undefined;
}

/**
 * What a model says of many rows, by column, as it comes from a run and as chunks of a batch keep it.
 * A column has as many numbers for each row as it has for the first: `probabilities` one a class.
 */
export interface AnswerColumns {
  /** Position of each row's label in the classes. */
  readonly labels?: Uint16Array;
  readonly probabilities?: Float32Array;
  readonly values?: Float32Array;
}
