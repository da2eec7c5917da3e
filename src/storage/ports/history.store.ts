import type { BatchRepository } from './batch.repository.js';
import type { HistoryIndex } from './history.index.js';
import type { PredictionRepository } from './prediction.repository.js';
import type { StoreHealth } from './store.health.js';

/** All that a store keeps. Whoever uses it is given the port that it needs. */
export interface HistoryStore
  extends PredictionRepository,
    BatchRepository,
    HistoryIndex,
    StoreHealth {}
