import type { HistoryFilter } from '../domain/history.filter.js';
import { justAbove, lowestIdAt } from '../domain/prediction.id.js';

/** Greater than every id. */
const ABOVE_ALL = '~';

/** Ids `low <= id < high`. */
export interface IdRange {
  readonly low: string;
  readonly high: string;
}

/** The times and the batch of a filter as a range of ids, which are ordered by time. */
export function rangeOf(filter: HistoryFilter, before: string | null = null): IdRange {
  const { from, to, batchId } = filter;
  const lows = [from && lowestIdAt(from), batchId];
  const highs = [before, to && lowestIdAt(to), batchId && justAbove(batchId)];
  return {
    low: lows.reduce<string>((low, id) => (id && id > low ? id : low), ''),
    high: highs.reduce<string>((high, id) => (id && id < high ? id : high), ABOVE_ALL),
  };
}

/** What kinds of entries a filter can match: one batch is no single prediction. */
export function sourcesOf({ source, batchId }: HistoryFilter): ('single' | 'batch')[] {
  const sources = (['single', 'batch'] as const).filter((one) => (source ?? one) === one);
  return batchId === undefined ? sources : sources.filter((one) => one === 'batch');
}
