import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { Caller } from '../domain/caller.js';
import { createdAtTextOf, nextPredictionId } from '../domain/prediction.id.js';
import type { Row } from '../inference/contract/feature.validator.js';
import { ModelProvider } from '../inference/registry/model.provider.js';
import type { ServedModel } from '../inference/registry/served.model.js';
import { Problem } from '../problem/problem.js';
import { GroupCommit } from './group.commit.js';
import { type Connection, RowQueue } from './row.queue.js';
import { RowWriter, recordOf, type ScoredRow } from './scored.row.js';
import { countPending, countPrediction } from './scoring.metrics.js';

/** Who wants a row answered, and by which model. */
export interface RowRequest {
  /** Absent: the default model. */
  readonly model?: string | undefined;
  /** Absent: the highest version. */
  readonly version?: string | undefined;
  readonly isRecorded: boolean;
  readonly requestId: string;
  readonly caller: Caller;
  /** That the request came by; it is not read while the request waits for its turn. */
  readonly connection: Connection;
}

/** Writers of the models that are served; they go with them. */
const writers = new WeakMap<ServedModel, RowWriter>();

/** Answers single rows, whoever brings them; an answer is given only after it is stored. */
@Injectable()
export class RowScoring {
  constructor(
    private readonly models: ModelProvider,
    private readonly commits: GroupCommit,
    private readonly queue: RowQueue,
    settings: Settings,
  ) {
    countPending(() => queue.size, settings.PREDICT_QUEUE);
  }

  /**
   * @param row features, unchecked
   * @throws Problem `unknown-model`, `model-required`, `model-not-ready`, `invalid-features`,
   * `overloaded`, `history-unavailable`
   */
  async scoreRow(row: unknown, request: RowRequest): Promise<ScoredRow> {
    const model = this.models.lease(request.model, request.version, request.caller);
    try {
      const inputs = checkRow(model, row);
      const turn = this.queue.enter(request.connection);
      if (turn !== null) await turn;
      try {
        return await this.score(model, inputs, request);
      } finally {
        this.queue.leave();
      }
    } finally {
      model.release();
    }
  }

  private async score(
    model: ServedModel,
    inputs: Row,
    { isRecorded, requestId, caller }: RowRequest,
  ): Promise<ScoredRow> {
    const { answers, row } = await model.batcher.predict(inputs);
    const json = writerOf(model).jsonOf(answers.columns, row, inputs);
    const id = nextPredictionId();
    if (isRecorded) await this.commits.save(recordOf(id, requestId, caller.name, inputs, json));
    countPrediction(model);
    return {
      id: isRecorded ? id : null,
      createdAt: createdAtTextOf(id),
      answers: answers.columns,
      row,
      json,
    };
  }
}

function writerOf(model: ServedModel): RowWriter {
  const known = writers.get(model);
  if (known !== undefined) return known;
  const writer = new RowWriter(model);
  writers.set(model, writer);
  return writer;
}

function checkRow(model: ServedModel, row: unknown): Row {
  const faults = model.validator.faultsOf(row);
  if (faults.length === 0) return row as Row;
  throw new Problem(
    'invalid-features',
    `The features have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}.`,
    {
      errors: faults.slice(0, 100),
      ...(faults.length > 100 ? { errorCount: faults.length } : {}),
    },
  );
}
