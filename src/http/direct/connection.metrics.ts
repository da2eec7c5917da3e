import { Counter, Gauge } from 'prom-client';

let openNow = () => 0;

new Gauge({
  name: 'tabserve_connections',
  help: 'Connections that are open.',
  collect() {
    this.set(openNow());
  },
});

const limit = new Gauge({
  name: 'tabserve_connections_limit',
  help: 'Connections that may be open at once; one more is refused.',
});

/** Read at each scrape. */
export function countConnections(count: () => number, most: number): void {
  openNow = count;
  limit.set(most);
}

export const refusedConnections = new Counter({
  name: 'tabserve_connections_refused_total',
  help: 'Connections beyond the limit that were answered 503 and closed.',
});
