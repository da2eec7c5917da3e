import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { BatchHeader } from '../domain/batch.record.js';
import type { Caller } from '../domain/caller.js';
import { nextPredictionId } from '../domain/prediction.id.js';
import type { ModelReference } from '../domain/prediction.record.js';
import { featuresOf } from '../inference/contract/model.contract.js';
import { ModelProvider } from '../inference/registry/model.provider.js';
import type { ServedModel } from '../inference/registry/served.model.js';
import { type Fault, Problem } from '../problem/problem.js';
import { scoredRows } from './scoring.metrics.js';
import type { ParquetColumn } from './table/parquet.column.js';
import type { PassedForm } from './table/row.reader.js';
import type { Dialect, TableOptions } from './table/table.options.js';
import { type OpenTable, openTable, type SentTable } from './table.intake.js';
import { ScoringPool } from './threads/scoring.pool.js';
import {
  checkTable,
  scoreTable,
  type TableCheck,
  type TableSummary,
} from './threads/table.pipeline.js';
import type { OnError, ScoredChunk, TableTask } from './threads/thread.task.js';

/** Faults that an answer lists: of a refused file, and of one whose good rows were answered. */
const MAX_FAULTS = { reject: 100, skip: 10_000 } as const;

/** Where rows come from: a request, a file, … */
export type RowSource = SentTable;

/** Where answers go. */
export interface AnswerSink {
  /** What it takes of the rows beside their answers. */
  readonly passed: PassedForm;
  /** Whether it takes the `data` of chunks, which is nothing to others. */
  readonly takesData: boolean;
  /**
   * Takes a chunk; they come in row order, one at a time.
   * @param head of the answer, for whoever passes chunks on as they come
   */
  take(
    batchId: string,
    chunk: ScoredChunk,
    firstRow: number,
    head: AnswerHead,
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
  /** What is known of how the table is written. */
  readonly options: TableOptions;
  /** Most faults to list; as many as `onError` makes sense of when it is left out. */
  readonly errorLimit?: number | undefined;
  readonly requestId: string;
  readonly caller: Caller;
}

/** What comes before the rows of an answer. */
export interface AnswerHead {
  /** First record of a CSV answer, with its line end. */
  readonly csvHeader: Uint8Array | null;
  /** Columns of the table that a Parquet answer repeats. */
  readonly columns: readonly ParquetColumn[] | null;
}

export interface FileOutcome extends AnswerHead {
  readonly header: BatchHeader;
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  /** What the table was taken for. */
  readonly dialect: Dialect;
}

/** What a file would be taken for. */
export interface FileCheck extends TableCheck {
  readonly model: ModelReference;
  /** Of a workbook: the names of all sheets that have cells. */
  readonly sheets: readonly string[] | undefined;
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
  scoreFile(request: FileRequest, source: RowSource, sink: AnswerSink): Promise<FileOutcome> {
    return this.withModel(request, (model) => this.score(model, request, source, sink));
  }

  /**
   * Says what a file would be taken for, and what is wrong with it; nothing is scored.
   * @param isCut whether the source has only the start of a text file
   * @throws Problem like `scoreFile`, but not for faults of the header or of rows
   */
  checkFile(request: FileRequest, source: RowSource, isCut: boolean): Promise<FileCheck> {
    return this.withModel(request, async (model) => {
      const open = await this.open(model, request, source);
      const task = this.taskOf(model, request, open, { passed: 'none', takesData: false });
      const terms = { ...task.terms, isCheck: true };
      const check = await checkTable(this.pool, { ...task, terms, isCut }, open.blocks);
      const dialect = { ...check.dialect, ...packingOf(open) };
      return { ...check, dialect, model: model.reference, sheets: open.source.sheets };
    });
  }

  private async withModel<T>(
    { model: name, version, caller }: FileRequest,
    work: (model: ServedModel) => Promise<T>,
  ): Promise<T> {
    const { BATCH_WORKERS, BATCH_QUEUE } = this.settings;
    const model = this.models.lease(name, version, caller);
    try {
      if (this.underWay >= BATCH_WORKERS + BATCH_QUEUE) {
        throw new Problem('overloaded', 'Too many files are being scored.');
      }
      this.underWay++;
      return await work(model).finally(() => this.underWay--);
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
      const open = await this.open(model, request, source);
      const summary = await scoreTable(
        this.pool,
        this.taskOf(model, request, open, sink),
        model.classes,
        open.blocks,
        async (chunk, head) => {
          await sink.take(id, chunk, firstRow, head);
          firstRow += chunk.rows;
        },
      );
      const dialect = { ...summary.dialect, ...packingOf(open) };
      if (request.onError === 'reject' && summary.faultCount > 0) throw refusal(summary, dialect);
      const ms = Math.round(performance.now() - startedAt);
      const header = headerOf(id, model, request, source, summary, ms);
      await sink.finish(header);
      scoredRows.inc({ model: model.name, version: model.version }, header.scored);
      const { faults, faultCount, csvHeader, columns } = summary;
      return { header, faults, faultCount, csvHeader, columns, dialect };
    } catch (error) {
      await sink.discard(id);
      throw error;
    }
  }

  private open(model: ServedModel, request: FileRequest, source: RowSource): Promise<OpenTable> {
    const features = featuresOf(model.contract);
    return openTable(source, { features, options: request.options, limits: this.limits });
  }

  private taskOf(
    model: ServedModel,
    { onError, options, errorLimit }: FileRequest,
    { source }: OpenTable,
    { passed, takesData }: Pick<AnswerSink, 'passed' | 'takesData'>,
  ): TableTask {
    return {
      model: model.forThreads,
      source,
      onError,
      terms: { options, limits: this.limits, passed, isCheck: false },
      maxFaults: errorLimit ?? MAX_FAULTS[onError],
      withData: takesData,
    };
  }

  private get limits() {
    const { BATCH_MAX_ROWS, BATCH_MAX_RECORD_BYTES, BATCH_MAX_BYTES, BATCH_MAX_SHEET_BYTES } =
      this.settings;
    return {
      maxRows: BATCH_MAX_ROWS,
      maxRecordBytes: BATCH_MAX_RECORD_BYTES,
      maxBytes: BATCH_MAX_BYTES,
      maxSheetBytes: BATCH_MAX_SHEET_BYTES,
    };
  }
}

function packingOf({ compression }: OpenTable): Pick<Dialect, 'compression'> {
  return compression === null ? {} : { compression };
}

function refusal({ faults, faultCount }: TableSummary, dialect: Dialect): Problem {
  const count = faultCount === 1 ? 'a fault' : `${faultCount} faults`;
  const detail = `The file has ${count}; nothing was stored. Correct it, or send onError=skip to have the other rows answered.`;
  return new Problem('invalid-file', detail, {
    errors: faults,
    errorCount: faultCount,
    members: { dialect },
  });
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
