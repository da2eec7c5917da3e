import { join } from 'node:path';
import { startEcho, startService } from '../process/service.js';
import { predictDuels, warmUp } from './predict.duels.js';
import type { Suite } from './suite.js';

export const predictSuite: Suite = {
  name: 'predict',
  title: '/predict, every answer stored in SQLite',
  async open(bench) {
    const echo = await startEcho(bench.folder);
    const history = `sqlite:${join(bench.folder, 'predict.sqlite')}`;
    const service = await startService(bench.folder, { HISTORY_URL: history });
    await warmUp(bench, echo, service);
    return {
      duels: predictDuels(bench, echo, service),
      close: async () => void (await Promise.all([echo.stop(), service.stop()])),
    };
  },
};
