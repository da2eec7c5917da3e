import { Counter } from 'prom-client';

export const batchRows = new Counter({
  name: 'tabserve_batch_rows_total',
  help: 'Rows of files that were answered.',
  labelNames: ['model', 'version'],
});
