import { batch, effect, signal } from '@preact/signals';
import { type ApiProblem, api, type Contract, dataOf, type Schemas } from '../../api/client.ts';
import { tries } from '../../state/health.ts';
import { Debounced } from './debounced.ts';
import type { Answered, RowPlan } from './row.plan.ts';
import type { TryForm } from './try.form.ts';

/** What a sweep of the form is. */
interface SweepKind<Plan> {
  /** What to ask for; null while a field that it needs is in fault. */
  readonly planOf: (form: TryForm) => Plan | null;
  /** Reads what it depends on beside the values. */
  readonly follow?: (form: TryForm) => unknown;
  readonly delayMs: number;
}

/** Follows the form with the answers to rows that are made from it, each time by one call. */
export class FormSweep<Plan extends RowPlan> {
  readonly sweep = signal<Answered<Plan> | null>(null);
  /** Whether what is shown is of a form before: this one has faults, or is too much to follow. */
  readonly isStale = signal(false);
  readonly isHeavy = signal(false);
  readonly problem = signal<ApiProblem | null>(null);
  private readonly changed: Debounced;
  private asked = new AbortController();

  constructor(
    private readonly contract: Contract,
    private readonly form: TryForm,
    private readonly kind: SweepKind<Plan>,
  ) {
    this.changed = new Debounced(kind.delayMs, () => void this.run(false));
  }

  /** Follows the form until the function that it gives is called. */
  start(): () => void {
    const stop = effect(() => {
      void [this.form.reading.value, tries.value, this.kind.follow?.(this.form)];
      this.changed.call();
    });
    return () => {
      stop();
      this.changed.cancel();
      this.asked.abort();
    };
  }

  /** @param isWanted whether somebody asked for it, so that it may be heavy */
  async run(isWanted: boolean): Promise<void> {
    this.asked.abort();
    if (this.form.live.isRecordingRequired.value) return;
    const plan = this.kind.planOf(this.form);
    this.isHeavy.value = plan?.isHeavy ?? false;
    if (plan === null || (plan.isHeavy && !isWanted)) {
      this.isStale.value = true;
      return;
    }
    this.asked = new AbortController();
    await this.ask(plan, this.asked.signal);
  }

  private async ask(plan: Plan, asked: AbortSignal): Promise<void> {
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

  private show(sweep: Answered<Plan>): void {
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
