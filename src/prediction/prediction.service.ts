import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { PredictingQuery } from '../http/model.query.js';
import type { Row } from '../inference/feature.validator.js';
import { ModelProvider } from '../inference/model.provider.js';
import type { ServedModel } from '../inference/served.model.js';
import { Problem } from '../problem/problem.js';
import { createdAtTextOf, nextPredictionId } from '../storage/prediction.id.js';
import { AnswerText, answerText, recordText } from './answer.text.js';
import { GroupCommit } from './group.commit.js';
import { answerOf, recordOf, saidOf } from './outcome.builder.js';
import type { PredictionAnswer } from './prediction.answer.js';
import { type Connection, PredictionGate } from './prediction.gate.js';
import { countPending, countPrediction } from './prediction.metrics.js';

/** An answer, and the same as JSON. */
export interface Prediction {
  readonly answer: PredictionAnswer;
  readonly text: string;
}

/** Answers single predictions; an answer is given only after it is stored. */
@Injectable()
export class PredictionService {
  private readonly texts = new Map<ServedModel, AnswerText>();

  constructor(
    private readonly models: ModelProvider,
    private readonly commits: GroupCommit,
    private readonly gate: PredictionGate,
    private readonly settings: Settings,
  ) {
    countPending(() => gate.size, settings.PREDICT_QUEUE);
  }

  /**
   * @param body one row of features, unchecked
   * @param connection that the request came by; it is not read while the request waits for its turn
   * @throws Problem `unknown-model`, `model-not-ready`, `recording-required`, `invalid-features`,
   * `overloaded`, `history-unavailable`
   */
  async predict(
    body: unknown,
    query: PredictingQuery,
    requestId: string,
    connection: Connection,
  ): Promise<Prediction> {
    const isRecorded = this.isRecorded(query);
    if (body === undefined) throw new Problem('malformed-request', 'The body is empty.');
    const model = this.models.find(query.model, query.version);
    const inputs = checkRow(model, body);
    const turn = this.gate.enter(connection);
    if (turn !== null) await turn;
    try {
      const said = saidOf(model, await model.batcher.predict(inputs), inputs);
      const text = this.textOf(model).saidText(said);
      const id = nextPredictionId();
      if (isRecorded) {
        const record = recordOf({ id, requestId, inputs }, said);
        await this.commits.save(record, recordText(record, text));
      }
      countPrediction(model);
      const place = { id: isRecorded ? id : null, createdAt: createdAtTextOf(id) };
      const answer = answerOf(place, said);
      return { answer, text: answerText(answer, text) };
    } finally {
      this.gate.leave();
    }
  }

  private textOf(model: ServedModel): AnswerText {
    const known = this.texts.get(model);
    if (known !== undefined) return known;
    const text = new AnswerText(model);
    this.texts.set(model, text);
    return text;
  }

  private isRecorded({ record }: PredictingQuery): boolean {
    if (record !== 'false') return true;
    if (this.settings.ALLOW_UNRECORDED) return false;
    throw new Problem('recording-required', 'This server stores every prediction.');
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
