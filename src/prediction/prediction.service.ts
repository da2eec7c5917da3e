import { Injectable } from '@nestjs/common';
import type { Caller } from '../domain/caller.js';
import type { PredictingQuery } from '../http/model.query.js';
import { Problem } from '../problem/problem.js';
import { parseJson } from '../scoring/json.text.js';
import { Recording } from '../scoring/recording.js';
import type { Connection } from '../scoring/row.queue.js';
import { RowScoring } from '../scoring/row.scoring.js';
import { answerJson } from '../scoring/scored.row.js';

/** Who sends a request, and by which connection. */
interface RequestOrigin {
  readonly requestId: string;
  readonly socket: Connection;
  readonly caller: Caller;
}

/** Answers `POST /predict`: one row as JSON, and its answer. */
@Injectable()
export class PredictionService {
  constructor(
    private readonly scoring: RowScoring,
    private readonly recording: Recording,
  ) {}

  /**
   * @param body a JSON object of features, unchecked; undefined when there is none
   * @returns the answer as JSON
   * @throws Problem `recording-required`, `malformed-request`, or what `RowScoring` throws
   */
  async predict(
    body: Buffer | undefined,
    query: PredictingQuery,
    { requestId, socket: connection, caller }: RequestOrigin,
  ): Promise<string> {
    const isRecorded = this.recording.isFor(query);
    if (body === undefined) throw new Problem('malformed-request', 'The body is empty.');
    const { model, version } = query;
    const request = { model, version, isRecorded, requestId, connection, caller };
    const row = parseJson(body);
    if (Array.isArray(row)) throw listOfRows();
    return answerJson(await this.scoring.scoreRow(row, request));
  }
}

function listOfRows(): Problem {
  const detail = 'must be one object; a list of rows goes to POST /predict-batch';
  return new Problem('invalid-features', 'The body is a list, and this route answers one row.', {
    errors: [{ pointer: '', code: 'wrong_type', detail }],
  });
}
