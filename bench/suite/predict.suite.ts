import { join } from 'node:path';
import { startEcho, startService } from '../process/service.js';
import { predictDuels, warmUp } from './predict.duels.js';
import type { Suite } from './suite.js';

export const predictSuite = suiteOf('predict', '/predict, every answer stored in SQLite', {});

export const predictWorkersSuite = suiteOf(
  'predict-workers',
  '/predict by a process for each core, every answer stored in SQLite',
  { WORKERS: 'auto' },
);

function suiteOf(
  name: string,
  title: string,
  environment: Readonly<Record<string, string>>,
): Suite {
  return {
    name,
    title,
    async open(bench) {
      const echo = await startEcho(bench.folder);
      const HISTORY_URL = `sqlite:${join(bench.folder, `${name}.sqlite`)}`;
      const service = await startService(bench.folder, { HISTORY_URL, ...environment });
      await warmUp(bench, echo, service);
      return {
        duels: predictDuels(bench, echo, service),
        close: async () => void (await Promise.all([echo.stop(), service.stop()])),
      };
    },
  };
}
