import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { ANYBODY, type Caller } from '../../domain/caller.js';
import type { ModelAddress } from './folder.file.js';
import { models } from './inference.metrics.js';
import type { Stray } from './model.finder.js';
import { ModelSnapshot, type RefusedModel } from './model.snapshot.js';
import type { ServedModel } from './served.model.js';

/**
 * The one place that has models. What is served is a snapshot, replaced in one assignment; a model
 * that is replaced goes on answering those who have leased it, and is closed after the last of them.
 * `ModelIntake` brings the models that were proved.
 */
@Injectable()
export class ModelProvider implements OnApplicationShutdown {
  private snapshot: ModelSnapshot;
  private readonly listeners: ((contractHash: string) => void)[] = [];

  constructor(settings: Settings) {
    this.snapshot = new ModelSnapshot(settings.DEFAULT_MODEL);
  }

  onApplicationShutdown(): void {
    const { served } = this.snapshot;
    this.snapshot = new ModelSnapshot(undefined);
    for (const model of served) this.retire(model);
  }

  /** @param listener is told the contract's hash of each model that was closed */
  onClosed(listener: (contractHash: string) => void): void {
    this.listeners.push(listener);
  }

  /**
   * Says what is in the model folder; each of the models is to be added or refused later.
   * @param reason why they are not served until then
   */
  expect(addresses: readonly ModelAddress[], strays: readonly Stray[], reason: string): void {
    const waiting = addresses.map((address) => ({ ...address, reason }));
    this.replace(this.snapshot.withStrays(strays).withRefused(...waiting));
  }

  /** Serves a model, in place of the one of its name and version. */
  add(model: ServedModel): void {
    const { name, version } = model;
    const before = this.list(ANYBODY).find((one) => one.name === name && one.version === version);
    this.replace(this.snapshot.withServed(model));
    if (before !== undefined) this.retire(before);
  }

  refuse(model: RefusedModel): void {
    this.replace(this.snapshot.withRefused(model));
  }

  /** Every served model that a caller sees: names in the alphabet, versions from low to high. */
  list(caller: Caller): readonly ServedModel[] {
    return this.snapshot.seenBy(caller).served;
  }

  /** Models that are not served, and with the version null what is no model at all. */
  refused(caller: Caller): ReturnType<ModelSnapshot['refused']> {
    return this.snapshot.seenBy(caller).refused();
  }

  /** The model that answers when a request names none, if it is served. */
  findDefault(caller: Caller): ServedModel | undefined {
    return this.snapshot.seenBy(caller).findDefault();
  }

  /** What keeps this provider from being ready; empty when it is. */
  faults(): string[] {
    return this.snapshot.faults();
  }

  /**
   * A model to look at: by default the default model, by default its highest version. One that the
   * caller does not see is unknown.
   * @throws Problem `unknown-model`, `model-required`, or `model-not-ready` when it was refused
   */
  find(name: string | undefined, version: string | undefined, caller: Caller): ServedModel {
    return this.snapshot.seenBy(caller).find(name, version);
  }

  /**
   * The same to answer with: it stays open until it is released.
   * @throws Problem like `find`
   */
  lease(name: string | undefined, version: string | undefined, caller: Caller): ServedModel {
    return this.find(name, version, caller).acquire();
  }

  private replace(snapshot: ModelSnapshot): void {
    this.snapshot = snapshot;
    models.set({ state: 'served' }, snapshot.served.length);
    models.set({ state: 'refused' }, snapshot.unserved.length);
  }

  private retire(model: ServedModel): void {
    model.retire(() => {
      for (const listener of this.listeners) listener(model.contractHash);
    });
  }
}
