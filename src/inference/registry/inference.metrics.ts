import { Gauge } from 'prom-client';

export const models = new Gauge({
  name: 'tabserve_models',
  help: 'Models by what became of them at start.',
  labelNames: ['state'],
  // Every process of a cluster serves the same models.
  aggregator: 'max',
});
