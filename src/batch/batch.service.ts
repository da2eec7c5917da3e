import { Injectable } from '@nestjs/common';
import type { Caller } from '../domain/caller.js';
import {
  type AnswerSink,
  type FileCheck,
  type FileOutcome,
  type FileRequest,
  FileScoring,
  type RowSource,
} from '../scoring/file.scoring.js';
import { Recording } from '../scoring/recording.js';
import { StoredAnswers } from '../scoring/stored.answers.js';
import type { Encoding } from '../scoring/table/table.options.js';
import type { OnError } from '../scoring/threads/thread.task.js';
import { BatchRepository } from '../storage/ports/batch.repository.js';
import { type BatchQuery, type CheckQuery, optionsOf, type TableQuery } from './batch.query.js';

/** What became of a file, and whether the history has it. */
export interface BatchOutcome extends FileOutcome {
  readonly isRecorded: boolean;
}

/** Answers files that clients send; what is answered is stored before. */
@Injectable()
export class BatchService {
  constructor(
    private readonly scoring: FileScoring,
    private readonly recording: Recording,
    private readonly batches: BatchRepository,
  ) {}

  /**
   * @param charset of the request's media type
   * @param answers gets what is stored, or what need not be
   * @throws Problem `recording-required`, or what `FileScoring` throws
   */
  async predict(
    query: BatchQuery,
    requestId: string,
    caller: Caller,
    charset: Encoding | undefined,
    source: RowSource,
    answers: AnswerSink,
  ): Promise<BatchOutcome> {
    const isRecorded = this.recording.isFor(query);
    const sink = isRecorded ? new StoredAnswers(this.batches, answers) : answers;
    const request = requestOf(query, query.onError, requestId, caller, charset);
    return { ...(await this.scoring.scoreFile(request, source, sink)), isRecorded };
  }

  /**
   * Says what a file would be taken for.
   * @throws Problem as `FileScoring.checkFile`
   */
  check(
    query: CheckQuery,
    requestId: string,
    caller: Caller,
    charset: Encoding | undefined,
    source: RowSource,
  ): Promise<FileCheck> {
    const request = requestOf(query, 'reject', requestId, caller, charset);
    return this.scoring.checkFile(request, source, query.part === 'true');
  }
}

function requestOf(
  query: TableQuery,
  onError: OnError,
  requestId: string,
  caller: Caller,
  charset: Encoding | undefined,
): FileRequest {
  const { model, version, errorLimit } = query;
  const options = optionsOf(query, charset);
  return { model, version, onError, options, errorLimit, requestId, caller };
}
