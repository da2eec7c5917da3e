import { batch, effect, signal } from '@preact/signals';
import { type ApiProblem, api, type Contract, dataOf, type Schemas } from '../../api/client.ts';
import { Debounced } from './debounced.ts';
import { planSweep, type SweepPlan } from './sweep.plan.ts';
import type { TryForm } from './try.form.ts';

/** What the model says along a sweep. */
export interface Sweep extends SweepPlan {
  readonly answers: readonly Schemas['BatchRowDto'][];
}

const SWEEP_AFTER_MS = 150;

/** Follows the form with the answers along one feature, each time by one call. */
export class WhatIf {
  readonly sweep = signal<Sweep | null>(null);
  /** Whether what is shown is of a form before, as this one has faults. */
  readonly isStale = signal(false);
  readonly problem = signal<ApiProblem | null>(null);
  private readonly changed = new Debounced(SWEEP_AFTER_MS, () => void this.run());
  private asked = new AbortController();

  constructor(
    private readonly contract: Contract,
    private readonly form: TryForm,
  ) {}

  /** Follows the form until the function that it gives is called. */
  start(): () => void {
    const stop = effect(() => {
      void [this.form.reading.value, this.form.swept.value];
      this.changed.call();
    });
    return () => {
      stop();
      this.changed.cancel();
      this.asked.abort();
    };
  }

  private async run(): Promise<void> {
    this.asked.abort();
    const { features, swept, reading, live } = this.form;
    const feature = features.find(({ name }) => name === swept.value);
    if (feature === undefined || live.isRecordingRequired.value) return;
    const plan = planSweep(feature, reading.value);
    if (plan === null) {
      this.isStale.value = true;
      return;
    }
    this.asked = new AbortController();
    await this.ask(plan, this.asked.signal);
  }

  private async ask(plan: SweepPlan, asked: AbortSignal): Promise<void> {
    const { name: model, version } = this.contract;
    const query = { model, version, record: 'false', onError: 'reject' } as const;
    const body = [...plan.rows];
    try {
      const call = api.POST('/predict-batch', { params: { query }, body, signal: asked });
      const { predictions } = (await dataOf(call)) as Schemas['BatchAnswerDto'];
      if (!asked.aborted) this.show({ ...plan, answers: predictions ?? [] });
    } catch (error) {
      if (!asked.aborted) this.refuse(error as ApiProblem);
    }
  }

  private show(sweep: Sweep): void {
    batch(() => {
      this.sweep.value = sweep;
      this.isStale.value = false;
      this.problem.value = null;
    });
  }

  /** Faults of fields are told at the fields. */
  private refuse(problem: ApiProblem): void {
    const isTold = problem.status === 422 || problem.code === 'recording-required';
    batch(() => {
      this.isStale.value = true;
      this.problem.value = isTold ? null : problem;
    });
  }
}
