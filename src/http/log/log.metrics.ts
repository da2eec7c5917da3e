import { Counter } from 'prom-client';

export const droppedLines = new Counter({
  name: 'tabserve_log_lines_dropped_total',
  help: 'Lines of the log that were dropped because standard output did not take them.',
});
