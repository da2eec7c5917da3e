import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { BatchHeader } from '../domain/batch.record.js';
import type { Caller } from '../domain/caller.js';
import { nextPredictionId } from '../domain/prediction.id.js';
import { ModelProvider } from '../inference/registry/model.provider.js';
import type { ServedModel } from '../inference/registry/served.model.js';
import { type Fault, Problem } from '../problem/problem.js';
import { scoredRows } from './scoring.metrics.js';
import { ScoringPool } from './threads/scoring.pool.js';
import { type Blocks, scoreTable, type TableSummary } from './threads/table.pipeline.js';
import type { OnError, ScoredChunk, TableTask } from './threads/thread.task.js';

/** Faults that an answer lists: of a refused file, and of one whose good rows were answered. */
const MAX_FAULTS = { reject: 100, skip: 10_000 } as const;

/** Where rows come from: a request, a file, … */
export interface RowSource {
  readonly kind: 'csv' | 'json';
  readonly fileName: string | null;
  /** The bytes as they arrive, in blocks whose buffers may be handed on. */
  readonly blocks: Blocks;
}

/** Where answers go. */
export interface AnswerSink {
  /** Whether it takes the answered rows as CSV as well. */
  readonly isCsv: boolean;
  /**
   * Takes a chunk; they come in row order, one at a time.
   * @param csvHeader as of `FileOutcome`, for whoever passes chunks on as they come
   */
  take(
    batchId: string,
    chunk: ScoredChunk,
    firstRow: number,
    csvHeader: Uint8Array | null,
  ): Promise<void> | void;
  /** All chunks were taken. */
  finish(header: BatchHeader): Promise<void> | void;
  /** The file was given up; what was taken is not an answer. */
  discard(batchId: string): Promise<void> | void;
}

/** Who wants a file answered, and how. */
export interface FileRequest {
  readonly model?: string | undefined;
  readonly version?: string | undefined;
  readonly onError: OnError;
  readonly requestId: string;
  readonly caller: Caller;
}

export interface FileOutcome {
  readonly header: BatchHeader;
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  /** First record of a CSV answer, with its line end. */
  readonly csvHeader: Uint8Array | null;
}

/** Answers the rows of files, wherever they come from and wherever the answers go. */
@Injectable()
export class FileScoring {
  private underWay = 0;

  constructor(
    private readonly models: ModelProvider,
    private readonly pool: ScoringPool,
    private readonly settings: Settings,
  ) {}

  /**
   * @throws Problem `unknown-model`, `model-required`, `model-not-ready`, `overloaded`,
   * `invalid-file`, or what `source` and `sink` throw; the sink has discarded the file then
   */
  async scoreFile(request: FileRequest, source: RowSource, sink: AnswerSink): Promise<FileOutcome> {
    const { BATCH_WORKERS, BATCH_QUEUE } = this.settings;
    const model = this.models.lease(request.model, request.version, request.caller);
    try {
      if (this.underWay >= BATCH_WORKERS + BATCH_QUEUE) {
        throw new Problem('overloaded', 'Too many files are being scored.');
      }
      this.underWay++;
      return await this.score(model, request, source, sink).finally(() => this.underWay--);
    } finally {
      model.release();
    }
  }

  private async score(
    model: ServedModel,
    request: FileRequest,
    source: RowSource,
    sink: AnswerSink,
  ): Promise<FileOutcome> {
    const startedAt = performance.now();
    const id = nextPredictionId();
    try {
      let firstRow = 0;
      const table = this.taskOf(model, request, source, sink);
      const summary = await scoreTable(
        this.pool,
        table,
        model.classes,
        source.blocks,
        async (chunk, csvHeader) => {
          await sink.take(id, chunk, firstRow, csvHeader);
          firstRow += chunk.rows;
        },
      );
      if (request.onError === 'reject' && summary.faultCount > 0) throw refusal(summary);
      const ms = Math.round(performance.now() - startedAt);
      const header = headerOf(id, model, request, source, summary, ms);
      await sink.finish(header);
      scoredRows.inc({ model: model.name, version: model.version }, header.scored);
      const { faults, faultCount, csvHeader } = summary;
      return { header, faults, faultCount, csvHeader };
    } catch (error) {
      await sink.discard(id);
      throw error;
    }
  }

  private taskOf(
    model: ServedModel,
    { onError }: FileRequest,
    { kind }: RowSource,
    { isCsv }: AnswerSink,
  ): TableTask {
    const { BATCH_MAX_ROWS: maxRows, BATCH_MAX_RECORD_BYTES: maxRecordBytes } = this.settings;
    return {
      model: model.forThreads,
      kind,
      onError,
      isCsvAnswer: isCsv,
      limits: { maxRows, maxRecordBytes },
      maxFaults: MAX_FAULTS[onError],
    };
  }
}

function refusal({ faults, faultCount }: TableSummary): Problem {
  const detail = `The file has ${faultCount === 1 ? 'a fault' : `${faultCount} faults`}; nothing was stored.`;
  return new Problem('invalid-file', detail, { errors: faults, errorCount: faultCount });
}

function headerOf(
  id: string,
  { reference, layout }: ServedModel,
  { requestId, caller }: FileRequest,
  { fileName }: RowSource,
  { rows, scored, labelCounts, ignoredColumns }: TableSummary,
  durationMs: number,
): BatchHeader {
  const counts = { rows, scored, rejected: rows - scored, labelCounts, ignoredColumns };
  const by = caller.name === null ? {} : { caller: caller.name };
  return { id, model: reference, requestId, ...by, fileName, ...counts, durationMs, layout };
}
