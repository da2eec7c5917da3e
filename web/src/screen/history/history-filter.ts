import type { Contract } from '../../api/client.ts';
import type { operations } from '../../api/schema.d.ts';
import { hashOf, type Route } from '../../state/route.ts';

type Params = Route['params'];

/** Query of every route of the history. */
export type HistoryFilter = Readonly<
  NonNullable<operations['summarizeHistory']['parameters']['query']>
>;

const FILTERS = ['label', 'source', 'batchId', 'from', 'to'] as const;

/** What the URL asks the history for. A file is of one model, so its rows need no other filter. */
export function filterOf(params: Params, contract: Contract): HistoryFilter {
  const { label, source, batchId, from, to, all } = params;
  const { name: model, version } = contract;
  return {
    ...(all || batchId ? {} : { model, version }),
    ...(label ? { label } : {}),
    ...(source === 'single' || source === 'batch' ? { source } : {}),
    ...(batchId ? { batchId } : {}),
    ...(from ? { from: instantOf(from) } : {}),
    ...(to ? { to: instantOf(to) } : {}),
  };
}

/** Whether anything but the model narrows the history. */
export const isFiltered = (params: Params): boolean => FILTERS.some((name) => params[name]);

/** The same place without its filters. */
export function withoutFilters(params: Params): Params {
  return without(params, [...FILTERS, 'id']);
}

/** The same place with other params; an empty one is left out. */
export function withParams(params: Params, changes: Record<string, string>): Params {
  const names = Object.keys(changes).filter((name) => changes[name] === '');
  return without({ ...params, ...changes }, names);
}

/** The link of a prediction: the list that is shown, with its drawer open. */
export const drawerHash = (params: Params, id: string): string =>
  hashOf({ screen: 'history', params: { ...params, id } });

function without(params: Params, names: readonly string[]): Params {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)));
}

/** A day alone begins at midnight of who looks; the service would take it for UTC. */
function instantOf(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  const time = new Date(`${text}T00:00`);
  return Number.isNaN(time.getTime()) ? text : time.toISOString();
}
