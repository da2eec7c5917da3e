import { computed, effect, signal } from '@preact/signals';
import { ApiProblem, type Contract } from '../../api/client.ts';
import { successOf, type Transfer } from '../../api/file.transfer.ts';
import { patientTransfer, type Wait } from '../../api/patient.transfer.ts';
import { countText } from '../../part/number.text.ts';
import { limits, models, selected } from '../../state/model.ts';
import { go, route } from '../../state/route.ts';
import { announce } from '../../state/status.ts';
import { answeredResult, storedResult } from './batch.result.ts';
import type { Progress, Run } from './batch.run.ts';
import { CheckJob } from './check.job.ts';
import { formOf } from './file.form.ts';
import { checkObstacle, type OnError, sizeObstacle } from './file.obstacle.ts';
import { countRows, estimateRows, type RowCount } from './row.count.ts';
import type { TableCheck } from './table.check.ts';
import { queryOf } from './table.reading.ts';

/** One file and what is done with it. It outlives the screen, so that a look elsewhere ends nothing. */
export class BatchJob {
  readonly file = signal<File | null>(null);
  readonly check: CheckJob;
  readonly onError = signal<OnError>('reject');
  readonly run = signal<Run>({ phase: 'idle' });
  /** How many rows the file has, as far as anybody can say. */
  readonly rows = signal<RowCount | null>(null);
  /** Why the file is too large. */
  readonly tooLarge = computed(() => {
    const rows = this.rows.value;
    const known = rows?.isExact ? rows.count : null;
    return this.file.value && sizeObstacle(this.file.value, known, limits.value);
  });
  /** Why the file is not sent; null when it may be. */
  readonly obstacle = computed(
    () => this.tooLarge.value ?? checkObstacle(this.check, this.onError.value),
  );
  private sending: Transfer | null = null;

  constructor(private readonly contract: Contract) {
    this.check = new CheckJob(contract);
    effect(() => void this.count(this.check.table.value));
  }

  get isBusy(): boolean {
    const { phase } = this.run.value;
    return phase === 'running' || phase === 'waiting';
  }

  async choose(file: File): Promise<void> {
    this.file.value = file;
    this.rows.value = null;
    this.run.value = { phase: 'idle' };
    this.place(null);
    await this.check.begin(this.tooLarge.value === null ? file : null);
  }

  async start(): Promise<void> {
    const file = this.file.value;
    if (file === null || this.obstacle.value !== null || this.isBusy) return;
    const since = Date.now();
    this.run.value = { phase: 'running', since, sent: 0, received: 0 };
    announce(`Sending ${file.name}`);
    try {
      this.sending = this.send(file);
      const answer = await this.sending.answer.then(successOf);
      const dialect = this.check.table.peek()?.dialect ?? null;
      const result = await answeredResult({
        file,
        answer,
        contract: this.contract,
        dialect,
        since,
      });
      this.run.value = { phase: 'done', result };
      this.place(result.batchId);
      announce(`Scored ${countText(result.scored)} of ${countText(result.rows)} rows`);
    } catch (error) {
      this.run.value = { phase: 'failed', problem: error as ApiProblem };
    }
  }

  stop(): void {
    const run = this.run.value;
    if (!this.isBusy) return;
    this.sending?.stop();
    this.run.value = {
      phase: 'stopped',
      wasSent: run.phase === 'running' && run.sent === null,
    };
  }

  /** Shows a batch that was scored before, with the model that scored it. */
  async show(batchId: string): Promise<void> {
    try {
      const result = await storedResult(batchId);
      const { name: model, version, digest } = result.model;
      const isServed = models.peek().some((one) => one.digest === digest);
      if (digest === this.contract.digest || !isServed) this.run.value = { phase: 'done', result };
      else go('batch', { model, version, batchId }, true);
    } catch (problem) {
      if (problem instanceof ApiProblem) this.run.value = { phase: 'failed', problem };
    }
  }

  private async count(table: TableCheck | null): Promise<void> {
    const file = this.file.peek();
    if (file === null || table === null) return;
    this.rows.value = estimateRows(file, table);
    const rows = await countRows(file, table, limits.peek()?.batchRows ?? Infinity);
    if (this.check.table.peek() === table) this.rows.value = rows;
  }

  private send(file: File): Transfer {
    const { headers, answer } = formOf(file.name);
    const onError = this.onError.peek();
    const query = queryOf(this.contract, this.check.reading.peek(), { onError });
    return patientTransfer(
      {
        url: `/predict-batch?${query}`,
        headers: { ...headers, accept: answer.type },
        body: file,
        onSent: (sent) => this.follow({ sent }),
        onBytes: (received) => this.follow({ received }),
        brokenOff:
          'The connection broke off. Is the service running, and is the file as it was when you chose it?',
      },
      (wait) => this.pause(wait),
    );
  }

  private follow(progress: Partial<Progress>): void {
    const run = this.run.peek();
    if (run.phase !== 'running') return;
    this.run.value = { ...run, ...progress };
    if (progress.sent === null) announce('The file was sent; its rows are being scored');
  }

  private pause(wait: Wait | null): void {
    if (wait === null)
      this.run.value = { phase: 'running', since: Date.now(), sent: 0, received: 0 };
    else {
      this.run.value = { phase: 'waiting', wait };
      announce('The service is busy; the file will be sent again');
    }
  }

  /** Puts a result into the URL of the screen, when it is the one that is shown. */
  private place(batchId: string | null): void {
    const { screen, params } = route.peek();
    if (screen !== 'batch' || selected.peek()?.digest !== this.contract.digest) return;
    const { batchId: _, ...others } = params;
    go(screen, batchId === null ? others : { ...others, batchId }, true);
  }
}

const jobs = new Map<string, BatchJob>();

/** The job of a model. */
export function jobOf(contract: Contract): BatchJob {
  const job = jobs.get(contract.digest) ?? new BatchJob(contract);
  jobs.set(contract.digest, job);
  return job;
}
