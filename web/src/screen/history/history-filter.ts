import type { Contract } from '../../api/client.ts';
import type { operations } from '../../api/schema.d.ts';
import { hashOf, type Route } from '../../state/route.ts';

type Params = Route['params'];

/** Query of every route of the history; the client would write the features as one object. */
export type HistoryFilter = Readonly<
  Omit<NonNullable<operations['summarizeHistory']['parameters']['query']>, 'features'>
> &
  Readonly<Record<`${typeof FEATURE}${string}`, string>>;

/** Begins the names of params that are of a feature, here as in the API. */
export const FEATURE = 'feature.';

const FILTERS = ['label', 'source', 'batchId', 'from', 'to', 'confidenceFrom', 'confidenceTo'];
const isFilter = (name: string) => FILTERS.includes(name) || name.startsWith(FEATURE);

/** What the URL asks the history for. A file is of one model, so its rows need no other filter. */
export function filterOf(params: Params, contract: Contract): HistoryFilter {
  const { label, source, batchId, from, to, all, confidenceFrom, confidenceTo } = params;
  const { name: model, version } = contract;
  return {
    ...(all || batchId ? {} : { model, version }),
    ...(label ? { label } : {}),
    ...(source === 'single' || source === 'batch' ? { source } : {}),
    ...(batchId ? { batchId } : {}),
    ...(from ? { from: instantOf(from) } : {}),
    ...(to ? { to: instantOf(to) } : {}),
    ...(confidenceFrom ? { confidenceFrom: Number(confidenceFrom) } : {}),
    ...(confidenceTo ? { confidenceTo: Number(confidenceTo) } : {}),
    ...Object.fromEntries(featureFilters(params)),
  };
}

/** Params of features, each with its name as the API has it. */
export function featureFilters(params: Params): [string, string][] {
  return Object.entries(params).filter(([name]) => name.startsWith(FEATURE));
}

/** Whether anything but the model narrows the history. */
export const isFiltered = (params: Params): boolean =>
  Object.keys(params).some((name) => isFilter(name) && params[name]);

/** The same place without its filters. */
export function withoutFilters(params: Params): Params {
  return without(params, [...Object.keys(params).filter(isFilter), 'id']);
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
