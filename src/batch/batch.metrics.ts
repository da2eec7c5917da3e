import { Counter } from 'prom-client';

export const batchRows = new Counter({
  name: 'tabserve_batch_rows_total',
  help: 'Rows of files that were answered.',
  labelNames: ['model', 'version'],
});

export const helpedChunks = new Counter({
  name: 'tabserve_batch_helped_chunks_total',
  help: 'Chunks of files that were scored by a thread lent to the one that read the file.',
});
