import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Problem } from '../problem/problem.js';
import type { ModelAddress } from './folder.file.js';
import { models } from './inference.metrics.js';
import { naturally, type Stray } from './model.finder.js';
import type { ServedModel } from './served.model.js';

/** A model that is not served, and why. */
export interface RefusedModel extends ModelAddress {
  readonly reason: string;
}

/** The one place that has models. `ModelIntake` brings those that were proved. */
@Injectable()
export class ModelProvider implements OnApplicationShutdown {
  /** By name; versions from low to high. */
  private readonly served = new Map<string, ServedModel[]>();
  /** By name and version: what was refused, or is not proved yet. */
  private readonly unserved = new Map<string, RefusedModel>();
  private strays: readonly Stray[] = [];
  private defaultName: string | undefined;

  constructor(private readonly settings: Settings) {
    this.defaultName = settings.DEFAULT_MODEL;
  }

  onApplicationShutdown(): void {
    for (const { session } of this.list()) session.close();
    this.served.clear();
  }

  /**
   * Says what is in the model folder; each of the models is to be added or refused later.
   * @param reason why they are not served until then
   */
  expect(addresses: readonly ModelAddress[], strays: readonly Stray[], reason: string): void {
    this.strays = strays;
    for (const address of addresses) this.refuse({ ...address, reason });
    this.count();
  }

  /** Serves a model. */
  add(model: ServedModel): void {
    const versions = [...this.versionsOf(model.name), model];
    this.served.set(
      model.name,
      versions.sort((a, b) => naturally(a.version, b.version)),
    );
    this.unserved.delete(keyOf(model));
    // Which of several is meant, only a request or the operator can say.
    const [only] = this.served.size === 1 ? this.served.keys() : [];
    this.defaultName = this.settings.DEFAULT_MODEL ?? only;
    this.count();
  }

  refuse(model: RefusedModel): void {
    this.unserved.set(keyOf(model), model);
    this.count();
  }

  /** Every served model: names in the alphabet, versions from low to high. */
  list(): ServedModel[] {
    return this.names().flatMap((name) => this.versionsOf(name));
  }

  /** Models that are not served, and with the version null what is no model at all. */
  refused(): (Omit<RefusedModel, 'version'> & { version: string | null })[] {
    return [...this.unserved.values(), ...this.strays.map((one) => ({ ...one, version: null }))];
  }

  /** The model that answers when a request names none, if it is served. */
  findDefault(): ServedModel | undefined {
    return this.versionsOf(this.defaultName).at(-1);
  }

  /** What keeps this provider from being ready; empty when it is. */
  faults(): string[] {
    const faults = [...this.unserved].map(([key, { reason }]) => `${key}: ${reason}`);
    if (this.served.size === 0 && faults.length === 0) {
      faults.push('there is no model in the model folder');
    }
    const { DEFAULT_MODEL: name } = this.settings;
    if (name !== undefined && !this.knows(name)) {
      faults.push(`DEFAULT_MODEL ${name} is not in the model folder`);
    }
    return faults;
  }

  /**
   * The model to answer with: by default the default model, by default its highest version.
   * @throws Problem `unknown-model`, `model-required`, or `model-not-ready` when it was refused
   */
  find(name = this.defaultName, version?: string): ServedModel {
    const versions = this.versionsOf(name);
    const model =
      version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
    if (model !== undefined) return model;
    throw name === undefined ? this.choice() : this.absence(name, version);
  }

  private versionsOf(name: string | undefined): readonly ServedModel[] {
    return this.served.get(name ?? '') ?? [];
  }

  private names(): string[] {
    return [...this.served.keys()].sort(naturally);
  }

  private knows(name: string): boolean {
    return this.served.has(name) || [...this.unserved.values()].some((one) => one.name === name);
  }

  private choice(): Problem {
    const names = this.names();
    if (names.length === 0) return new Problem('model-not-ready', 'No model is served.');
    return new Problem('model-required', `Name one of the models: ${names.join(', ')}.`, {
      errors: names.map((detail) => ({ code: 'served_model', detail })),
    });
  }

  private absence(name: string, version: string | undefined): Problem {
    const isRefused = [...this.unserved.values()].some(
      (model) => model.name === name && (version ?? model.version) === model.version,
    );
    const what = `${name}${version === undefined ? '' : `/${version}`}`;
    if (isRefused) return new Problem('model-not-ready', `${what} is not being served`);
    return new Problem('unknown-model', `There is no model ${what}.`);
  }

  private count(): void {
    models.set({ state: 'served' }, this.list().length);
    models.set({ state: 'refused' }, this.unserved.size);
  }
}

function keyOf({ name, version }: ModelAddress): string {
  return `${name}/${version}`;
}
