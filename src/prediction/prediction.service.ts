import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { PredictingQuery } from '../http/model.query.js';
import type { Row } from '../inference/feature.validator.js';
import { ModelProvider } from '../inference/model.provider.js';
import type { ServedModel } from '../inference/served.model.js';
import { Problem } from '../problem/problem.js';
import { createdAtTextOf, nextPredictionId } from '../storage/prediction.id.js';
import { GroupCommit } from './group.commit.js';
import { outcomeOf, warningsOf } from './outcome.builder.js';
import type { PredictionAnswer } from './prediction.answer.js';
import { countPending, countPrediction } from './prediction.metrics.js';

/** Answers single predictions; an answer is given only after it is stored. */
@Injectable()
export class PredictionService {
  private underWay = 0;

  constructor(
    private readonly models: ModelProvider,
    private readonly commits: GroupCommit,
    private readonly settings: Settings,
  ) {
    countPending(() => this.underWay, settings.PREDICT_QUEUE);
  }

  /**
   * @param body one row of features, unchecked
   * @throws Problem `unknown-model`, `model-not-ready`, `recording-required`, `invalid-features`,
   * `overloaded`, `history-unavailable`
   */
  async predict(
    body: unknown,
    query: PredictingQuery,
    requestId: string,
  ): Promise<PredictionAnswer> {
    const isRecorded = query.record !== 'false';
    if (!isRecorded && !this.settings.ALLOW_UNRECORDED) {
      throw new Problem('recording-required', 'This server stores every prediction.');
    }
    if (body === undefined) throw new Problem('malformed-request', 'The body is empty.');
    const model = this.models.find(query.model, query.version);
    const row = checkRow(model, body);
    if (this.underWay >= this.settings.PREDICT_QUEUE) {
      throw new Problem('overloaded', 'Too many predictions are under way.');
    }
    this.underWay++;
    try {
      return await this.answer(model, row, isRecorded, requestId);
    } finally {
      this.underWay--;
    }
  }

  private async answer(
    model: ServedModel,
    inputs: Row,
    isRecorded: boolean,
    requestId: string,
  ): Promise<PredictionAnswer> {
    const outcome = outcomeOf(model, await model.batcher.predict(inputs));
    const id = nextPredictionId();
    const warnings = warningsOf(model, inputs);
    if (isRecorded) {
      await this.commits.save({
        id,
        model: model.reference,
        inputs,
        ...outcome,
        warnings,
        requestId,
      });
    }
    countPrediction(model);
    return {
      id: isRecorded ? id : null,
      createdAt: createdAtTextOf(id),
      model: model.reference,
      ...outcome,
      warnings,
      recorded: isRecorded,
    };
  }
}

function checkRow(model: ServedModel, body: unknown): Row {
  const faults = model.validator.faultsOf(body);
  if (faults.length === 0) return body as Row;
  throw new Problem(
    'invalid-features',
    `The features have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}.`,
    {
      errors: faults.slice(0, 100),
      ...(faults.length > 100 ? { errorCount: faults.length } : {}),
    },
  );
}
