import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { ModelProvider } from '../inference/model.provider.js';
import type { ServedModel } from '../inference/served.model.js';
import { type Fault, Problem } from '../problem/problem.js';
import type { BatchHeader, ChunkLayout } from '../storage/batch.record.js';
import { nextPredictionId } from '../storage/prediction.id.js';
import { PredictionRepository } from '../storage/prediction.repository.js';
import { batchRows } from './batch.metrics.js';
import { BatchPool } from './batch.pool.js';
import type { BatchQuery } from './batch.query.js';
import type { Upload } from './upload.receiver.js';
import type { ScoredChunk, ScoreSummary } from './worker/score.task.js';

/** Faults that an answer lists: of a refused file, and of one whose good rows were answered. */
const MAX_FAULTS = { reject: 100, skip: 10_000 } as const;

/** What the caller of one batch wants. */
export interface BatchRequest {
  readonly query: BatchQuery;
  readonly requestId: string;
  readonly isCsvAnswer: boolean;
  /** Is shown every chunk of answers, in row order. */
  readonly keep: (chunk: ScoredChunk) => void;
}

export interface BatchOutcome {
  readonly header: BatchHeader;
  readonly isRecorded: boolean;
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  readonly csvHeader: Uint8Array | null;
}

/** Brings the file of a request to `score`, and resolves when the request is complete. */
export type Receive = (score: (upload: Upload) => Promise<Scored>) => Promise<Scored>;

interface Scored {
  readonly summary: ScoreSummary;
  readonly fileName: string | null;
}

/** Scores files; a batch is in the history as a whole or not at all. */
@Injectable()
export class BatchService {
  constructor(
    private readonly models: ModelProvider,
    private readonly repository: PredictionRepository,
    private readonly pool: BatchPool,
    private readonly settings: Settings,
  ) {}

  /**
   * @throws Problem `unknown-model`, `model-not-ready`, `recording-required`, `overloaded`,
   * `invalid-file`, `too-large`, `unsupported-media-type`, `malformed-request`, `history-unavailable`
   */
  async run(request: BatchRequest, receive: Receive): Promise<BatchOutcome> {
    const startedAt = performance.now();
    const { query } = request;
    const isRecorded = this.mayRecord(query);
    const model = this.models.find(query.model, query.version);
    const id = nextPredictionId();
    try {
      const scored = await receive((upload) =>
        this.score(model, request, upload, isRecorded ? id : null),
      );
      const header = headerOf(id, model, request, scored, performance.now() - startedAt);
      if (isRecorded) await this.repository.saveBatch(header);
      batchRows.inc({ model: model.name, version: model.version }, header.scored);
      const { faults, faultCount, csvHeader } = scored.summary;
      return { header, isRecorded, faults, faultCount, csvHeader };
    } catch (error) {
      if (isRecorded) await this.discard(id);
      throw error;
    }
  }

  private mayRecord({ record }: BatchQuery): boolean {
    if (record === 'false' && !this.settings.ALLOW_UNRECORDED) {
      throw new Problem('recording-required', 'This server stores every prediction.');
    }
    return record !== 'false';
  }

  private async score(
    model: ServedModel,
    request: BatchRequest,
    upload: Upload,
    id: string | null,
  ): Promise<Scored> {
    const { BATCH_MAX_ROWS: maxRows, BATCH_MAX_RECORD_BYTES: maxRecordBytes } = this.settings;
    const { onError } = request.query;
    const task = {
      contract: model.contract,
      contractHash: model.contractHash,
      files: model.files,
      kind: upload.kind,
      onError,
      isCsvAnswer: request.isCsvAnswer,
      limits: { maxRows, maxRecordBytes },
      maxFaults: MAX_FAULTS[onError],
    };
    const summary = await this.pool.run(task, upload.blocks, async (chunk) => {
      if (id !== null) await this.repository.saveChunk(id, chunk);
      request.keep(chunk);
    });
    if (onError === 'reject' && summary.faultCount > 0) throw refusal(summary);
    return { summary, fileName: upload.fileName };
  }

  /** The first error is the one to report; what this leaves behind is swept at the next start. */
  private async discard(id: string): Promise<void> {
    await this.repository.discardBatch(id).catch(() => {});
  }
}

function refusal({ faults, faultCount }: ScoreSummary): Problem {
  const detail = `The file has ${faultCount === 1 ? 'a fault' : `${faultCount} faults`}; nothing was stored.`;
  return new Problem('invalid-file', detail, { errors: faults, errorCount: faultCount });
}

function headerOf(
  id: string,
  model: ServedModel,
  request: BatchRequest,
  { summary, fileName }: Scored,
  durationMs: number,
): BatchHeader {
  const { rows, scored, labelCounts, ignoredColumns } = summary;
  return {
    id,
    model: model.reference,
    requestId: request.requestId,
    fileName,
    rows,
    scored,
    rejected: rows - scored,
    labelCounts,
    ignoredColumns,
    durationMs: Math.round(durationMs),
    layout: layoutOf(model),
  };
}

function layoutOf({ features, classes, unit }: ServedModel): ChunkLayout {
  return {
    features: features.map(({ name, dtype, training: { min, max } = {} }) => ({
      name,
      dtype,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    })),
    classes,
    ...(unit === undefined ? {} : { unit }),
  };
}
