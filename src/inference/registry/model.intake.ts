import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { ANYBODY } from '../../domain/caller.js';
import type { ModelAddress } from './folder.file.js';
import { loadModel } from './model.loader.js';
import type { ModelProof } from './model.proof.js';
import type { ModelProver } from './model.prover.js';
import { ModelProvider } from './model.provider.js';
import type { ProofMessage } from './proof.task.js';
import { openProver } from './prover.start.js';

/** How long a start waits for its models; one that takes longer is served once it is proved. */
const START_MS = 5_000;

/** Brings what is in the model folder to the provider, as it is proved. */
@Injectable()
export class ModelIntake implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ModelIntake.name);
  private readonly begun = new Set<string>();
  private prover: ModelProver | undefined;
  private loads: Promise<void> = Promise.resolve();
  /** Whether the service has not waited for all of its models. */
  private isLate = false;
  private isClosed = false;

  constructor(
    private readonly settings: Settings,
    private readonly models: ModelProvider,
  ) {}

  /** @throws Error when the model folder cannot be read */
  async onModuleInit(): Promise<void> {
    this.prover = await openProver(this.settings);
    const { models, strays } = this.prover.listing;
    for (const { name, reason } of strays) this.logger.warn(`${name} is no model: ${reason}`);
    const seconds = this.settings.MODEL_LOAD_TIMEOUT_MS / 1000;
    const pending = `model.onnx: has not answered golden.json yet, and is given up after ${seconds} s`;
    this.models.expect(models, strays, pending);
    const all = this.takeAll(this.prover).then(() => true);
    this.isLate = !(await Promise.race([all, setTimeout(START_MS, false, { ref: false })]));
    for (const { name, version, reason } of this.models.refused(ANYBODY)) {
      if (reason === pending) this.logger.warn(`model ${name}/${version} is not served: ${reason}`);
    }
  }

  onApplicationShutdown(): void {
    this.isClosed = true;
    this.prover?.close();
  }

  private async takeAll(prover: ModelProver): Promise<void> {
    await prover.run((message) => this.take(message));
    await this.loads;
    if (!this.isClosed && this.models.list(ANYBODY).length === 0) {
      this.logger.error('no model is served: MODEL_DIR holds none that could be');
    }
  }

  private take(message: ProofMessage): void {
    if ('begun' in message) this.announce(message.begun);
    else if ('refused' in message) this.refuse(message.refused, message.reason);
    else {
      const { proved, proof } = message;
      // One at a time, because each is in memory twice while it is loaded.
      this.loads = this.loads.then(() => this.load(proved, proof));
    }
  }

  /** Once, however often it is tried. */
  private announce({ name, version }: ModelAddress): void {
    const key = `${name}/${version}`;
    if (!this.begun.has(key)) this.logger.log(`loading model ${key}`);
    this.begun.add(key);
  }

  private async load(address: ModelAddress, proof: ModelProof): Promise<void> {
    const {
      MODEL_DIR: folder,
      MODEL_MAX_BYTES: maxBytes,
      MICRO_BATCH_MAX_ROWS: maxRows,
      MICRO_BATCH_MAX_WAIT_MS: maxWaitMs,
    } = this.settings;
    try {
      const model = await loadModel(proof, { folder, maxBytes, maxRows, maxWaitMs });
      if (this.isClosed) return model.session.close();
      this.models.add(model);
      if (this.isLate) this.logger.log(`serving model ${address.name}/${address.version}`);
    } catch (error) {
      this.refuse(address, (error as Error).message);
    }
  }

  private refuse({ name, version }: ModelAddress, reason: string): void {
    this.models.refuse({ name, version, reason });
    this.logger.error(`model ${name}/${version} is not served: ${reason}`);
  }
}
