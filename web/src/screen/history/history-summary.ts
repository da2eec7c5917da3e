import { labelsOf } from '../../answer/answer.kind.ts';
import { api, type Contract, dataOf, type Schemas } from '../../api/client.ts';
import { likeliest } from '../../part/class.choice.ts';
import { classColour } from '../../part/class.colour.ts';
import type { Series } from '../../part/stacked-chart.tsx';
import type { HistoryFilter } from './history-filter.ts';
import type { TimeSlice } from './time-slice.ts';

export type Summary = Schemas['SummaryDto'];
type SummaryItem = Schemas['SummaryItemDto'];

/** Calls at a time: the chart shall not stand in the way of predictions. */
const AT_ONCE = 4;

export function readSummary(query: HistoryFilter, signal: AbortSignal): Promise<Summary> {
  return dataOf(api.GET('/history/summary', { params: { query }, signal }));
}

/** What a chart tells apart: labels of one model, or models. */
export interface Grouping {
  readonly series: readonly Series[];
  /** One count for each series. */
  readonly countsOf: (items: readonly SummaryItem[]) => number[];
}

export function groupingOf({ items }: Summary, contract: Contract): Grouping {
  const models = new Set(items.map(modelOf));
  const nameOf = models.size > 1 ? modelOf : ({ label }: SummaryItem) => label ?? 'predictions';
  const isThis = models.size === 1 && models.has(modelOf({ ...contract, model: contract.name }));
  const known = isThis ? labelsOf(contract) : [];
  const names = [...new Set([...known, ...items.map(nameOf)])];
  const countOf = (some: readonly SummaryItem[], name: string) =>
    some.reduce((sum, item) => sum + (nameOf(item) === name ? item.count : 0), 0);
  const shown = likeliest(names, (name) => countOf(items, name));
  const others = names.length - shown.length;
  return {
    series: [
      ...shown.map((name) => ({ name, colour: classColour(names.indexOf(name)) })),
      ...(others > 0 ? [{ name: `${others} others`, colour: 'var(--muted)' }] : []),
    ],
    countsOf: (some) => {
      const counts = shown.map((name) => countOf(some, name));
      const all = some.reduce((sum, { count }) => sum + count, 0);
      return others > 0 ? [...counts, all - counts.reduce((sum, count) => sum + count)] : counts;
    },
  };
}

/**
 * Counts of each slice, a few at a time. What came after the last time of the summary is left out,
 * so that the slices add up to its total.
 */
export async function readSlices(
  filter: HistoryFilter,
  { first, last }: { first: number; last: number },
  slices: readonly TimeSlice[],
  signal: AbortSignal,
): Promise<SummaryItem[][]> {
  const counts: SummaryItem[][] = slices.map(() => []);
  const waiting = slices
    .map((slice, index) => ({ slice, index }))
    .filter(({ slice }) => slice.to > first);
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const from = new Date(Math.max(first, next.slice.from)).toISOString();
      const to = new Date(Math.min(last + 1, next.slice.to)).toISOString();
      counts[next.index] = (await readSummary({ ...filter, from, to }, signal)).items;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return counts;
}

function modelOf({ model, version }: Pick<SummaryItem, 'model' | 'version'>): string {
  return `${model} v${version}`;
}
