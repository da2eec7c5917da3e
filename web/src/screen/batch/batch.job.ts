import { signal } from '@preact/signals';
import {
  ApiProblem,
  api,
  type Contract,
  dataOf,
  featuresOf,
  type Schemas,
} from '../../api/client.ts';
import { bytesText } from '../../part/bytes.text.ts';
import { countText } from '../../part/number.text.ts';
import { limits, models, selected } from '../../state/model.ts';
import { go, route } from '../../state/route.ts';
import { announce } from '../../state/status.ts';
import {
  type BatchAnswer,
  type OnError,
  type SentBytes,
  type Upload,
  upload,
} from './batch.upload.ts';
import { type FilePreview, previewOf, rowSummary } from './file.preview.ts';

/** What became of a file; rows and faults are known only right after it was scored. */
export type BatchResult = Schemas['BatchViewDto'] &
  Partial<Pick<BatchAnswer, 'predictions' | 'errors' | 'errorCount'>>;

/** Where the run of a file stands. */
export type Run =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly sent: SentBytes }
  | { readonly phase: 'stopped'; readonly wasSent: boolean }
  | { readonly phase: 'failed'; readonly problem: ApiProblem }
  | { readonly phase: 'done'; readonly result: BatchResult };

/** One file and what is done with it. It outlives the screen, so that a look elsewhere ends nothing. */
export class BatchJob {
  readonly file = signal<File | null>(null);
  /** A text says why there is no preview; null while the file is read. */
  readonly preview = signal<FilePreview | string | null>(null);
  readonly onError = signal<OnError>('reject');
  readonly run = signal<Run>({ phase: 'idle' });
  private upload: Upload | null = null;

  constructor(private readonly contract: Contract) {}

  /** Why the file is not sent at all; null when it may be. */
  get obstacle(): string | null {
    const { size = 0 } = this.file.value ?? {};
    const most = limits.value?.batchBytes ?? Infinity;
    if (size <= most) return null;
    return `The file has ${bytesText(size)}; the service takes ${bytesText(most)} at most. Split it, and score the parts one by one.`;
  }

  async choose(file: File): Promise<void> {
    this.file.value = file;
    this.preview.value = null;
    this.run.value = { phase: 'idle' };
    this.place(null);
    const preview = await previewOf(file, featuresOf(this.contract)).catch(
      () => 'The file cannot be read. Choose it again.',
    );
    if (this.file.value !== file) return;
    this.preview.value = preview;
    announce(typeof preview === 'string' ? preview : rowSummary(preview));
  }

  async start(): Promise<void> {
    const file = this.file.value;
    if (file === null || this.obstacle !== null || this.run.value.phase === 'running') return;
    const { name: model, version } = this.contract;
    const query = { model, version, onError: this.onError.value };
    this.run.value = { phase: 'running', sent: 0 };
    const sending = upload(file, query, (sent) => this.follow(sending, sent));
    this.upload = sending;
    announce(`Sending ${file.name}`);
    try {
      const result = await sending.answer;
      this.finish(result);
      this.place(result.batchId);
      announce(`Scored ${countText(result.scored)} of ${countText(result.rows)} rows`);
    } catch (error) {
      this.run.value = { phase: 'failed', problem: error as ApiProblem };
    }
  }

  stop(): void {
    const run = this.run.value;
    if (run.phase !== 'running') return;
    this.upload?.stop();
    this.run.value = { phase: 'stopped', wasSent: run.sent === null };
  }

  /** Shows a batch that was scored before, with the model that scored it. */
  async show(batchId: string): Promise<void> {
    const path = { batchId };
    try {
      const result = await dataOf(api.GET('/batches/{batchId}', { params: { path } }));
      const { name: model, version, digest } = result.model;
      const isServed = models.peek().some((one) => one.digest === digest);
      if (digest === this.contract.digest || !isServed) this.finish(result);
      else go('batch', { model, version, batchId }, true);
    } catch (problem) {
      if (problem instanceof ApiProblem) this.run.value = { phase: 'failed', problem };
    }
  }

  private follow(sending: Upload, sent: SentBytes): void {
    if (sending !== this.upload || this.run.value.phase !== 'running') return;
    this.run.value = { phase: 'running', sent };
    if (sent === null) announce('The file was sent; its rows are being scored');
  }

  /** Puts a result into the URL of the screen, when it is the one that is shown. */
  private place(batchId: string | null): void {
    const { screen, params } = route.peek();
    if (screen !== 'batch' || selected.peek()?.digest !== this.contract.digest) return;
    const { batchId: _, ...others } = params;
    go(screen, batchId === null ? others : { ...others, batchId }, true);
  }

  private finish(result: BatchResult): void {
    this.run.value = { phase: 'done', result };
  }
}

const jobs = new Map<string, BatchJob>();

/** The job of a model. */
export function jobOf(contract: Contract): BatchJob {
  const job = jobs.get(contract.digest) ?? new BatchJob(contract);
  jobs.set(contract.digest, job);
  return job;
}
