import { Injectable, ServiceUnavailableException } from '@nestjs/common';
import {
  type HealthCheckResult,
  HealthCheckService,
  type HealthIndicatorResult,
  HealthIndicatorService,
} from '@nestjs/terminus';
import { Settings } from '../../config/settings.js';
import { ANYBODY } from '../../domain/caller.js';
import { ModelProvider } from '../../inference/registry/model.provider.js';
import { Problem } from '../../problem/problem.js';
import { StoreHealth } from '../../storage/ports/store.health.js';

/** How long the store may take to answer a ping. */
const PING_TIMEOUT_MS = 2_000;

/** Says whether requests may be sent here. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly models: ModelProvider,
    private readonly store: StoreHealth,
    private readonly settings: Settings,
  ) {}

  /** @throws Problem `model-not-ready` or `history-unavailable`, saying what is wrong */
  async check(): Promise<HealthCheckResult> {
    try {
      return await this.health.check([() => this.checkModels(), () => this.checkHistory()]);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      throw problemOf(error.getResponse() as HealthCheckResult);
    }
  }

  private checkModels(): HealthIndicatorResult {
    const indicator = this.indicators.check('models');
    const faults = this.models.faults();
    // Everybody may ask this; where it matters who does, it names no model.
    if (this.settings.ACCESS === 'required') {
      return faults.length === 0 ? indicator.up() : indicator.down();
    }
    const served = this.models.list(ANYBODY).map(({ name, version }) => `${name}/${version}`);
    return faults.length === 0 ? indicator.up({ served }) : indicator.down({ served, faults });
  }

  private async checkHistory(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('history');
    const timeout = new Promise<never>((_, reject) => {
      setTimeout(reject, PING_TIMEOUT_MS, new Error('timeout')).unref();
    });
    try {
      await Promise.race([this.store.ping(), timeout]);
      return indicator.up();
    } catch {
      return indicator.down();
    }
  }
}

function problemOf({ status, details }: HealthCheckResult): Problem {
  if (status === 'shutting_down')
    return new Problem('model-not-ready', 'The server is shutting down.');
  const { models, history } = details as Record<string, { status: string; faults?: string[] }>;
  if (models?.status !== 'up') {
    const also = history?.status === 'up' ? '' : ' The history store cannot be reached either.';
    return new Problem('model-not-ready', `Not every model is served.${also}`, {
      ...(models?.faults && {
        errors: models.faults.map((detail) => ({ code: 'model_refused', detail })),
      }),
    });
  }
  return new Problem('history-unavailable', 'The history store cannot be reached.');
}
