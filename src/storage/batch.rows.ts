import { AnswerCodec } from '../domain/answer.codec.js';
import type { BatchHeader } from '../domain/batch.record.js';
import type { HistoryItem } from '../domain/history.item.js';
import type { Outcome } from '../domain/outcome.js';
import { createdAtOf } from '../domain/prediction.id.js';
import type { FeatureValue, PredictionWarning } from '../domain/prediction.record.js';
import { TrainingRanges, warningsJson } from '../domain/training.range.js';
import type { ChunkView } from './chunk/chunk.view.js';

/** Where a row of a batch stands. */
export interface ChunkRow {
  readonly view: ChunkView;
  /** The chunk's first row within the batch, from 0. */
  readonly firstRow: number;
  /** Within the chunk, from 0. */
  readonly row: number;
}

/** What the rows of a batch share. */
export type RowsOrigin = Pick<BatchHeader, 'id' | 'model' | 'requestId' | 'caller' | 'layout'>;

/** Reads the rows of one batch; what they all share is worked out once. */
export class BatchRows {
  readonly codec: AnswerCodec;
  private readonly ranges: TrainingRanges;
  private readonly keys: readonly string[];
  private readonly before: string;
  private readonly after: string;

  /** @param isRecorded whether the history has the rows; those it has not have no id */
  constructor(
    private readonly header: RowsOrigin,
    private readonly isRecorded = true,
  ) {
    const { id, model, requestId, caller, layout } = header;
    this.codec = new AnswerCodec(layout);
    this.ranges = new TrainingRanges(layout.features);
    this.keys = layout.features.map(
      ({ name }, at) => `${at === 0 ? '' : ','}${JSON.stringify(name)}:`,
    );
    this.before = `"createdAt":${JSON.stringify(createdAtOf(id))},"model":${JSON.stringify(model)},"source":"batch","inputs":{`;
    const batchId = isRecorded ? JSON.stringify(id) : null;
    const by = caller === undefined ? '' : `,"caller":${JSON.stringify(caller)}`;
    this.after = `"recorded":${isRecorded},"requestId":${JSON.stringify(requestId)}${by},"batchId":${batchId},"line":`;
  }

  idOf({ firstRow, row }: ChunkRow): string | null {
    return this.isRecorded ? `${this.header.id}.${firstRow + row + 1}` : null;
  }

  /** What the model said of a row. */
  answerOf({ view, row }: ChunkRow): Outcome & { warnings: PredictionWarning[] } {
    return { ...this.codec.outcomeOf(view.answers, row), warnings: this.warningsOf(view, row) };
  }

  itemOf(at: ChunkRow): HistoryItem {
    const { id, model, requestId, caller } = this.header;
    const { view, row } = at;
    return {
      id: this.idOf(at) ?? '',
      createdAt: createdAtOf(id).toISOString(),
      model,
      source: 'batch',
      inputs: view.inputs(row),
      ...this.answerOf(at),
      recorded: true,
      requestId,
      ...(caller === undefined ? {} : { caller }),
      batchId: id,
      line: view.line(row),
    };
  }

  /** The item as JSON, without making the object. */
  jsonOf(at: ChunkRow): string {
    const { view, row } = at;
    let inputs = '';
    for (let index = 0; index < this.keys.length; index++) {
      inputs += `${this.keys[index]}${valueJson(view.feature(row, index))}`;
    }
    const id = this.idOf(at);
    const warnings = warningsJson(this.warningsOf(view, row));
    const answer = `${this.codec.jsonOf(view.answers, row)},"warnings":${warnings}`;
    return `{"id":${id === null ? null : `"${id}"`},${this.before}${inputs}},${answer},${this.after}${view.line(row)}}`;
  }

  /** By the training ranges that the batch was stored with. */
  private warningsOf(view: ChunkView, row: number): PredictionWarning[] {
    return this.ranges.warningsOf((index) => view.feature(row, index));
  }
}

function valueJson(value: FeatureValue): string | number {
  if (typeof value === 'number') return value;
  return value === null ? 'null' : JSON.stringify(value);
}
