import { computed, effect, signal, untracked } from '@preact/signals';
import { kindOf } from '../../answer/answer.kind.ts';
import { answerWords } from '../../answer/said.ts';
import { type Contract, featuresOf } from '../../api/client.ts';
import { tries } from '../../state/health.ts';
import { loadModels, selected } from '../../state/model.ts';
import { go, hashOf, route } from '../../state/route.ts';
import { announce } from '../../state/status.ts';
import { Debounced } from './debounced.ts';
import { examplesOf, paramsOf, readTexts, type Texts, textsIn } from './form.texts.ts';
import { LiveAnswer } from './live.answer.ts';
import { choicesOf } from './output.track.ts';
import { sweepableOf } from './sweep.plan.ts';

const PREDICT_AFTER_MS = 60;
const ANNOUNCE_AFTER_MS = 700;

/**
 * The form of a model: what is typed, what it means and what is answered. The URL holds what is
 * typed as `f.<feature>`, the feature of the what-if chart as `sweep`, of several values or labels
 * the one that is followed as `output`.
 */
export class TryForm {
  readonly features;
  readonly examples;
  readonly texts;
  readonly swept;
  readonly kind;
  readonly output;
  readonly live;
  readonly reading = computed(() => readTexts(this.features, this.texts.value));
  /**
   * What is wrong, by feature name: here without a call, or by the service, as long as the value
   * is the one that it refused.
   */
  readonly faults = computed(() => {
    const { row, faults } = this.reading.value;
    const { row: refused, faults: told } = this.live.refusal.value;
    const current = [...told].filter(([name]) => row[name] === refused[name]);
    return new Map([...current, ...faults]);
  });
  /** Whether what is answered is not known to be of what is typed. */
  readonly isOutdated = computed(() => {
    const { row, problem, refusal, isRecordingRequired } = this.live;
    const isUnasked = isRecordingRequired.value && row.value !== this.reading.value.row;
    const isRefused = this.faults.value.size + refusal.value.faults.size > 0;
    return isRefused || problem.value !== null || isUnasked;
  });
  private readonly changed = new Debounced(PREDICT_AFTER_MS, () => this.follow());
  private readonly told = new Debounced(ANNOUNCE_AFTER_MS, () => this.tell());
  /** The hash that the form stands for. */
  private known = '';

  constructor(private readonly contract: Contract) {
    this.features = featuresOf(contract);
    this.examples = examplesOf(contract);
    this.kind = kindOf(contract);
    this.live = new LiveAnswer(contract);
    this.texts = signal<Texts>(new Map());
    this.swept = signal('');
    this.output = signal('');
    untracked(() => this.read());
  }

  /** Follows the URL, and what is typed, until the function that it gives is called. */
  start(): () => void {
    const stops = [
      effect(() => this.read()),
      effect(() => {
        void [this.texts.value, this.swept.value, this.output.value];
        this.changed.call();
      }),
      effect(() => {
        void [this.live.answer.value, this.faults.value];
        this.told.call();
      }),
      effect(() => {
        // What was not taken then may be now.
        if (tries.value > 0 && this.live.problem.peek() !== null) this.changed.call();
      }),
      effect(() => {
        if (this.live.problem.value?.status === 404) void loadModels();
      }),
      () => this.changed.cancel(),
      () => this.told.cancel(),
      () => this.live.cancel(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  type(name: string, text: string): void {
    this.texts.value = new Map(this.texts.value).set(name, text);
    this.live.recordedId.value = null;
  }

  /** Fills the form with an example; the back button returns to what was typed. */
  load(texts: Texts): void {
    this.write();
    this.texts.value = texts;
    this.live.recordedId.value = null;
    this.write(false);
  }

  /** Predicts and records; resolves with the first feature in fault, if any. */
  async submit(): Promise<string | undefined> {
    this.changed.cancel();
    this.write();
    if (this.reading.value.faults.size === 0) await this.live.record(this.reading.value.row);
    const { faults, features } = this;
    return features.find(({ name }) => faults.value.has(name))?.name;
  }

  private follow(): void {
    this.write();
    const { row, faults } = this.reading.value;
    if (faults.size > 0) this.live.cancel();
    else if (!this.live.isRecordingRequired.value && !this.live.isAnswered(row)) {
      void this.live.ask(row);
    }
  }

  /** Takes what the URL says, unless the form wrote it. */
  private read(): void {
    const { screen, params } = route.value;
    if (screen !== 'try' || selected.value?.digest !== this.contract.digest) return;
    if (location.hash === this.known && this.known !== '') return;
    this.known = location.hash;
    this.texts.value = textsIn(this.features, params) ?? (this.examples[0]?.texts as Texts);
    const sweepable = sweepableOf(this.features);
    const named = sweepable.find(({ name }) => name === params.sweep) ?? sweepable[0];
    this.swept.value = named?.name ?? '';
    const outputs = choicesOf(this.kind);
    this.output.value = outputs.find((name) => name === params.output) ?? outputs[0] ?? '';
  }

  private write(isReplacing = true): void {
    // Somebody is on the way to another place already.
    if (location.hash !== this.known) return;
    const { name: model, version } = this.contract;
    const [sweep, output] = [this.swept.value, this.output.value];
    const params = {
      model,
      version,
      ...paramsOf(this.features, this.texts.value),
      ...(sweep ? { sweep } : {}),
      ...(output ? { output } : {}),
    };
    this.known = hashOf({ screen: 'try', params });
    go('try', params, isReplacing);
  }

  private tell(): void {
    const faults = [...this.faults.value].map(([name, words]) => `${name}: ${words}`);
    const { value: answer } = this.live.answer;
    if (faults.length > 0) announce(faults.join('. '));
    else if (answer !== null) announce(answerWords(answer));
  }
}
