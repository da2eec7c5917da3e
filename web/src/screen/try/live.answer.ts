import { batch, signal } from '@preact/signals';
import {
  type ApiProblem,
  api,
  type Contract,
  dataOf,
  featuresOf,
  type Schemas,
} from '../../api/client.ts';
import type { Row } from './form.texts.ts';
import { faultsByFeature } from './server.fault.ts';

export type Answer = Schemas['PredictionAnswer'];

interface Refusal {
  readonly row: Row;
  readonly faults: ReadonlyMap<string, string>;
}

const NONE: Refusal = { row: {}, faults: new Map() };

/** The service's answers to one row after another; only the last question counts. */
export class LiveAnswer {
  readonly answer = signal<Answer | null>(null);
  /** The row that was answered. */
  readonly row = signal<Row | null>(null);
  /** A refusal that is not about a field. */
  readonly problem = signal<ApiProblem | null>(null);
  /** What the service says of fields, by feature name, and of which row. */
  readonly refusal = signal<Refusal>(NONE);
  /** Whether the service refuses answers that it does not record. */
  readonly isRecordingRequired = signal(false);
  readonly isRecording = signal(false);
  /** Where the history has what was recorded last. */
  readonly recordedId = signal<string | null>(null);
  private asked = new AbortController();

  constructor(private readonly contract: Contract) {}

  /** Whether what is shown is of this row. */
  isAnswered(row: Row): boolean {
    return this.row.value === row && this.problem.value === null;
  }

  /** Forgets the question that is under way; its answer would be stale. */
  cancel(): void {
    this.asked.abort();
  }

  /** Asks without recording, in place of the question before. */
  async ask(row: Row): Promise<void> {
    const { signal } = this.next();
    await this.settle(row, signal, this.predict(row, 'false', signal));
  }

  /** Asks and records; a second time only when the first is done. */
  async record(row: Row): Promise<void> {
    if (this.isRecording.value) return;
    this.isRecording.value = true;
    // Typing on makes the answer stale, but does not undo the record.
    const call = this.predict(row, 'true');
    await this.settle(row, this.next().signal, call);
    const recorded = await call.catch(() => null);
    batch(() => {
      this.isRecording.value = false;
      this.recordedId.value = recorded?.id ?? null;
    });
  }

  private next(): AbortController {
    this.cancel();
    this.asked = new AbortController();
    return this.asked;
  }

  private predict(row: Row, record: 'true' | 'false', signal: AbortSignal | null = null) {
    const { name: model, version } = this.contract;
    const query = { model, version, record };
    return dataOf(api.POST('/predict', { params: { query }, body: row, signal }));
  }

  private async settle(row: Row, asked: AbortSignal, call: Promise<Answer>): Promise<void> {
    try {
      const answer = await call;
      if (!asked.aborted) this.show(row, answer);
    } catch (error) {
      if (!asked.aborted) this.refuse(row, error as ApiProblem);
    }
  }

  private show(row: Row, answer: Answer): void {
    batch(() => {
      this.row.value = row;
      this.answer.value = answer;
      this.problem.value = null;
      this.refusal.value = NONE;
    });
  }

  private refuse(row: Row, problem: ApiProblem): void {
    const faults = faultsByFeature(featuresOf(this.contract), problem);
    batch(() => {
      this.refusal.value = { row, faults };
      const isTold = faults.size > 0 || problem.code === 'recording-required';
      this.problem.value = isTold ? null : problem;
      if (problem.code === 'recording-required') this.isRecordingRequired.value = true;
    });
  }
}
