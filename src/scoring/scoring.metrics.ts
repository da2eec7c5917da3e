import { Counter, Gauge, Histogram } from 'prom-client';
import type { ServedModel } from '../inference/registry/served.model.js';

/** Answers since the last scrape, so that a prediction does not pay for labels. */
const answered = new Map<ServedModel, number>();

new Counter({
  name: 'tabserve_predictions_total',
  help: 'Single predictions that were answered.',
  labelNames: ['model', 'version'],
  collect() {
    for (const [{ name: model, version }, count] of answered) this.inc({ model, version }, count);
    answered.clear();
  },
});

export function countPrediction(model: ServedModel): void {
  answered.set(model, (answered.get(model) ?? 0) + 1);
}

let pendingNow = () => 0;

new Gauge({
  name: 'tabserve_predictions_pending',
  help: 'Single predictions under way.',
  collect() {
    this.set(pendingNow());
  },
});

const pendingLimit = new Gauge({
  name: 'tabserve_predictions_pending_limit',
  help: 'Single predictions that may be under way at once; one more is refused.',
});

/** Read at each scrape, so that predictions do not pay for it. */
export function countPending(count: () => number, limit: number): void {
  pendingNow = count;
  pendingLimit.set(limit);
}

export const writeSeconds = new Histogram({
  name: 'tabserve_history_write_seconds',
  help: 'Duration of one group write of single predictions.',
  buckets: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
});

export const writeFailures = new Counter({
  name: 'tabserve_history_write_failures_total',
  help: 'Group writes of single predictions that failed.',
});

export const recordsPerWrite = new Histogram({
  name: 'tabserve_history_write_records',
  help: 'Single predictions that shared one write.',
  buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
});
export const scoredRows = new Counter({
  name: 'tabserve_batch_rows_total',
  help: 'Rows of files that were answered.',
  labelNames: ['model', 'version'],
});

let threadsNow = () => 0;

new Gauge({
  name: 'tabserve_scoring_threads',
  help: 'Threads that score files, started so far.',
  collect() {
    this.set(threadsNow());
  },
});

/** Read at each scrape. */
export function countThreads(count: () => number): void {
  threadsNow = count;
}
