import type { InjectionToken, Provider } from '@nestjs/common';
import { BatchRepository } from './ports/batch.repository.js';
import { HistoryIndex } from './ports/history.index.js';
import { PredictionRepository } from './ports/prediction.repository.js';
import { StoreHealth } from './ports/store.health.js';

export const PORTS = [PredictionRepository, BatchRepository, HistoryIndex, StoreHealth];

/** Gives a store to whoever asks for one of its ports. */
export function portsOf(store: InjectionToken): Provider[] {
  return PORTS.map((provide) => ({ provide, useExisting: store }));
}
