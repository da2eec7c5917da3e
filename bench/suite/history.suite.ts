import { join } from 'node:path';
import { lowestIdAt } from '#dist/domain/prediction.id.js';
import type { Figures } from '../figures.js';
import type { HistoryPlaces } from '../fill/history.places.js';
import { exportRate, timeRequests } from '../load/history.client.js';
import { HelperProcess } from '../process/helper.process.js';
import type { ServerProcess } from '../process/server.process.js';
import { startService } from '../process/service.js';
import { median } from '../statistics.js';
import { type Bench, type Duel, quotients, type Suite } from './suite.js';

const SIZES = [10_000, 1_000_000, 10_000_000];
const QUICK_SIZES = [10_000, 100_000];
/** Requests of each kind in one round. */
const REQUESTS = 200;
const WARM_UP_REQUESTS = 100;
const EXPORT_SECONDS = 4;
/** Classes take turns in what was filled in, so any of them is a third. */
const LABEL = 'setosa';

/** A history file, and a service that serves it. */
interface Filled {
  readonly predictions: number;
  readonly path: string;
  readonly places: HistoryPlaces;
  readonly service: ServerProcess;
}

export const historySuite: Suite = {
  name: 'history',
  title: 'the history, single predictions and batch rows mixed',
  async open(bench) {
    const filler = new HelperProcess('fill/history.fill.js');
    const store = new HelperProcess('limit/store.query.js');
    const filled: Filled[] = [];
    for (const predictions of bench.isQuick ? QUICK_SIZES : SIZES) {
      filled.push(await fill(bench, filler, predictions));
    }
    await filler.stop();
    for (const one of filled) await queryService(one, WARM_UP_REQUESTS, 1);
    return {
      duels: filled.map((one) => historyDuel(bench, store, one)),
      close: async () =>
        void (await Promise.all([store.stop(), ...filled.map(({ service }) => service.stop())])),
    };
  },
};

async function fill(
  { folder }: Bench,
  filler: HelperProcess,
  predictions: number,
): Promise<Filled> {
  const path = join(folder, `history-${predictions}.sqlite`);
  process.stderr.write(`  filling in ${predictions.toLocaleString('en')} predictions\n`);
  const places = await filler.ask<HistoryPlaces>('fill', { path, predictions });
  const service = await startService(folder, { HISTORY_URL: `sqlite:${path}` });
  return { predictions, path, places, service };
}

function historyDuel({ isQuick }: Bench, store: HelperProcess, filled: Filled): Duel {
  const repeats = isQuick ? 40 : REQUESTS;
  const seconds = isQuick ? 1 : EXPORT_SECONDS;
  return {
    name: `${filled.predictions.toLocaleString('en')} stored`,
    limitTitle: 'the bare store query',
    limit: () => queryStore(store, filled, repeats, seconds),
    subject: () => queryService(filled, repeats, seconds),
    ratios: quotients('page ms', 'label ms', 'id ms', 'export rows/s'),
  };
}

async function queryStore(
  store: HelperProcess,
  { path, places }: Filled,
  repeats: number,
  seconds: number,
): Promise<Figures> {
  const ask = async (kind: string, at: readonly string[]) =>
    median(await store.ask<number[]>(kind, { path, places: at, repeats }));
  const before = timesOf(places).map((time) => lowestIdAt(new Date(time)));
  return {
    'page ms': await ask('page', before),
    'label ms': await ask('label', before),
    'id ms': await ask('id', places.ids),
    'export rows/s': await store.ask<number>('export', { path, seconds }),
  };
}

async function queryService(
  { service: { url }, places }: Filled,
  repeats: number,
  seconds: number,
): Promise<Figures> {
  const ask = async (at: readonly string[], path: (place: string) => string) => {
    const urls = Array.from({ length: repeats }, (_, turn) => at[turn % at.length] ?? '');
    return median(await timeRequests(urls.map((place) => url + path(place))));
  };
  const before = timesOf(places);
  return {
    'page ms': await ask(before, (time) => `/history?limit=50&to=${time}`),
    'label ms': await ask(before, (time) => `/history?limit=50&label=${LABEL}&to=${time}`),
    'id ms': await ask(places.ids, (id) => `/history/${id}`),
    'export rows/s': await exportRate(url, seconds),
  };
}

/** Pages that begin with single predictions and with rows of a file, in turn. */
function timesOf({ singles, batches }: HistoryPlaces): string[] {
  return batches.flatMap((batch, at) => [singles[at % singles.length] ?? batch, batch]);
}
