import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Figures } from '../figures.js';
import { batchCsv } from '../load/batch.rows.js';
import { type Upload, uploadCsv } from '../load/upload.js';
import { HelperProcess } from '../process/helper.process.js';
import { startService } from '../process/service.js';
import { quotients, type Suite } from './suite.js';

const ROWS = 1_000_000;

export const besideSuite: Suite = {
  name: 'beside',
  title: '/predict at 100 requests/s while a file of 1,000,000 rows is scored',
  async open({ folder, isQuick }) {
    const history = `sqlite:${join(folder, 'beside.sqlite')}`;
    const service = await startService(folder, { HISTORY_URL: history });
    const client = new HelperProcess('load/steady.client.js');
    const file: Upload = { url: service.url, csv: batchCsv(ROWS), rows: ROWS, isRecorded: true };
    const during = async (work: () => Promise<unknown>): Promise<Figures> => {
      await client.ask('start', service.url);
      await work();
      return client.ask<Figures>('stop');
    };
    const alone = () => during(() => setTimeout(isQuick ? 1_000 : 5_000));
    const batch = () => during(() => uploadCsv(file));
    await alone();
    if (!isQuick) await batch();
    return {
      duels: [
        {
          name: 'beside a batch',
          limitTitle: '/predict alone',
          limit: alone,
          subject: batch,
          ratios: quotients('p50 ms', 'p99 ms', 'live max ms'),
        },
      ],
      close: async () => void (await Promise.all([service.stop(), client.stop()])),
    };
  },
};
