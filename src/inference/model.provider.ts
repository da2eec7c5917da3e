import { resolve } from 'node:path';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Problem } from '../problem/problem.js';
import { models } from './inference.metrics.js';
import { findModels, type ModelAddress } from './model.folder.js';
import { loadModel } from './model.loader.js';
import type { ServedModel } from './served.model.js';

/** A model that is refused, and why. */
export interface RefusedModel extends ModelAddress {
  readonly reason: string;
}

/** The one place that has models. It loads them at start and serves only those that were proved. */
@Injectable()
export class ModelProvider implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ModelProvider.name);
  /** By name; versions from low to high. */
  private readonly served = new Map<string, ServedModel[]>();
  private readonly refused: RefusedModel[] = [];
  private defaultName: string | undefined;

  constructor(private readonly settings: Settings) {}

  async onModuleInit(): Promise<void> {
    const folder = this.settings.MODEL_DIR;
    const addresses = await findModels(folder).catch((error: NodeJS.ErrnoException) => {
      throw new Error(`MODEL_DIR ${resolve(folder)} cannot be read (${error.code})`, {
        cause: error,
      });
    });
    for (const address of addresses) await this.load(folder, address);
    this.defaultName = this.settings.DEFAULT_MODEL ?? addresses[0]?.name;
    models.set({ state: 'served' }, this.list().length);
    models.set({ state: 'refused' }, this.refused.length);
  }

  onApplicationShutdown(): void {
    for (const { session } of this.list()) session.close();
    this.served.clear();
  }

  /** Every served model: names in the alphabet, versions from low to high. */
  list(): ServedModel[] {
    return [...this.served.values()].flat();
  }

  /** The model that answers when a request names none, if it is served. */
  findDefault(): ServedModel | undefined {
    return this.versionsOf(this.defaultName).at(-1);
  }

  /** What keeps this provider from being ready; empty when it is. */
  faults(): string[] {
    const faults = this.refused.map(({ name, version, reason }) => `${name}/${version}: ${reason}`);
    if (this.list().length === 0 && faults.length === 0) faults.push('the model folder is empty');
    if (this.defaultName !== undefined && !this.knows(this.defaultName)) {
      faults.push(`DEFAULT_MODEL ${this.defaultName} is not in the model folder`);
    }
    return faults;
  }

  /**
   * The model to answer with: by default the default model, by default its highest version.
   * @throws Problem `unknown-model`, or `model-not-ready` when it was refused
   */
  find(name = this.defaultName, version?: string): ServedModel {
    const versions = this.versionsOf(name);
    const model =
      version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
    if (model !== undefined) return model;
    throw this.absence(name, version);
  }

  /** Served versions of a name, from low to high. */
  versionsOf(name: string | undefined): readonly ServedModel[] {
    return this.served.get(name ?? '') ?? [];
  }

  private async load(folder: string, address: ModelAddress): Promise<void> {
    try {
      const model = await loadModel(folder, address, {
        maxRows: this.settings.MICRO_BATCH_MAX_ROWS,
        maxWaitMs: this.settings.MICRO_BATCH_MAX_WAIT_MS,
      });
      this.served.set(address.name, [...this.versionsOf(address.name), model]);
    } catch (error) {
      const reason = (error as Error).message;
      this.refused.push({ ...address, reason });
      this.logger.error(`model ${address.name}/${address.version} is not served: ${reason}`);
    }
  }

  private knows(name: string): boolean {
    return this.served.has(name) || this.refused.some((model) => model.name === name);
  }

  private absence(name: string | undefined, version: string | undefined): Problem {
    const isRefused = this.refused.some(
      (model) => model.name === name && (version ?? model.version) === model.version,
    );
    const what =
      name === undefined ? 'any model' : `${name}${version === undefined ? '' : `/${version}`}`;
    if (isRefused || name === undefined)
      return new Problem('model-not-ready', `${what} is not being served`);
    return new Problem('unknown-model', `There is no model ${what}.`);
  }
}
