import { AnswerCodec } from '../domain/answer.codec.js';
import { shortestFloat32 } from '../domain/float32.js';
import type { AnswerColumns } from '../domain/outcome.js';
import { WrittenRecord } from '../domain/prediction.record.js';
import { TrainingRanges, warningsJson } from '../domain/training.range.js';
import type { Row } from '../inference/contract/feature.validator.js';
import type { ServedModel } from '../inference/registry/served.model.js';

/** A row that was answered. */
export interface ScoredRow {
  /** Where the history finds it; null when it was not recorded. */
  readonly id: string | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** What the model said: `row` is the row's place in `answers`. */
  readonly answers: AnswerColumns;
  readonly row: number;
  /** The same as members of a JSON object, with the model and the warnings, without braces. */
  readonly json: string;
}

/** Writes what a model says of single rows, once for the client and the history. */
export class RowWriter {
  private readonly codec: AnswerCodec;
  private readonly ranges: TrainingRanges;
  private readonly model: string;
  private readonly seen: readonly { readonly name: string; readonly isFloat: boolean }[];

  constructor({ layout, reference }: ServedModel) {
    this.codec = new AnswerCodec(layout);
    this.ranges = new TrainingRanges(layout.features);
    this.model = `"model":${JSON.stringify(reference)},`;
    this.seen = layout.features.map(({ name, dtype }) => ({ name, isFloat: dtype === 'float32' }));
  }

  /** Model, outcome and warnings; values are judged as the float32 that the model saw. */
  jsonOf(answers: AnswerColumns, row: number, inputs: Row): string {
    const warnings = this.ranges.warningsOf((at) => {
      const { name = '', isFloat } = this.seen[at] ?? {};
      const value = inputs[name] ?? null;
      return isFloat && value !== null ? shortestFloat32(Math.fround(value as number)) : value;
    });
    return `${this.model}${this.codec.jsonOf(answers, row)},"warnings":${warningsJson(warnings)}`;
  }
}

/** It as the history keeps it. */
export function recordOf(
  id: string,
  requestId: string,
  caller: string | null,
  inputs: Row,
  json: string,
): WrittenRecord {
  const by = caller === null ? '' : `"caller":${JSON.stringify(caller)},`;
  const known = `"id":"${id}","requestId":"${requestId}",${by}"inputs":${JSON.stringify(inputs)}`;
  return new WrittenRecord(`{${known},${json}}`);
}

/** It as `POST /predict` answers. */
export function answerJson({ id, createdAt, json }: ScoredRow): string {
  const quotedId = id === null ? 'null' : `"${id}"`;
  return `{"id":${quotedId},"createdAt":"${createdAt}",${json},"recorded":${id !== null}}`;
}
