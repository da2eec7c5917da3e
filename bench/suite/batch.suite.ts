import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Figures, figure } from '../figures.js';
import { batchCsv } from '../load/batch.rows.js';
import { type Upload, uploadCsv } from '../load/upload.js';
import { HelperProcess } from '../process/helper.process.js';
import { peakMiB, residentMiB } from '../process/memory.js';
import type { ServerProcess } from '../process/server.process.js';
import { startService } from '../process/service.js';
import { countStored } from './stored.count.js';
import { type Duel, quotients, type Ratio, type Suite } from './suite.js';

const SIZES = [10_000, 100_000, 1_000_000] as const;
const LARGEST = 1_000_000;
const IDLE_MS = 1_000;
/** A small file is measured as often as it takes to score this many rows, up to ten times. */
const ROWS_A_ROUND = 300_000;
const MOST_REPEATS = 10;

/** The share of the stored batch's time that storing took. */
const storingShare: Ratio = (limit, subject) =>
  1 - figure(limit, 'seconds') / figure(subject, 'seconds');

export const batchSuite: Suite = {
  name: 'batch',
  title: 'a file, CSV to CSV, every row stored in SQLite',
  async open({ folder }) {
    const history = `sqlite:${join(folder, 'batch.sqlite')}`;
    const service = await startService(folder, { HISTORY_URL: history });
    const model = new HelperProcess('limit/model.loop.js');
    await setTimeout(IDLE_MS);
    const idleMiB = residentMiB(service.pid);
    const files = new Map(SIZES.map((rows) => [rows, fileOf(service, rows)]));
    for (const rows of SIZES.slice(0, -1)) {
      await model.ask('run', rows);
      await uploadCsv(fileOf(service, rows));
    }
    return {
      duels: [
        ...[...files.values()].map((file) => modelDuel(model, service, file, idleMiB)),
        storingDuel(fileOf(service, LARGEST)),
      ],
      close: async () => void (await Promise.all([service.stop(), model.stop()])),
    };
  },
};

function fileOf({ url }: ServerProcess, rows: number): Upload {
  return { url, csv: batchCsv(rows), rows, isRecorded: true };
}

function modelDuel(
  model: HelperProcess,
  service: ServerProcess,
  file: Upload,
  idleMiB: number,
): Duel {
  const { rows, url } = file;
  return {
    name: `${rows.toLocaleString('en')} rows`,
    limitTitle: 'the bare model, one thread',
    limit: () => meanRates(rows, () => model.ask<number>('run', rows)),
    async subject() {
      const before = await countStored(url);
      const figures = await meanRates(rows, () => uploadCsv(file));
      const lost = rows * repeatsOf(rows) - ((await countStored(url)) - before);
      if (rows < LARGEST) return { ...figures, lost };
      return { ...figures, lost, 'peak above idle MiB': peakMiB(service.pid) - idleMiB };
    },
    ratios: quotients('rows/s'),
  };
}

function storingDuel(file: Upload): Duel {
  return {
    name: `${file.rows.toLocaleString('en')} rows, storing`,
    limitTitle: 'the same with record=false',
    limit: () => meanRates(file.rows, () => uploadCsv({ ...file, isRecorded: false })),
    subject: () => meanRates(file.rows, () => uploadCsv(file)),
    ratios: { 'storing share': storingShare },
  };
}

/** @param run resolves with the seconds that it took */
async function meanRates(rows: number, run: () => Promise<number>): Promise<Figures> {
  const repeats = repeatsOf(rows);
  let sum = 0;
  for (let repeat = 0; repeat < repeats; repeat++) sum += await run();
  return { 'rows/s': (rows * repeats) / sum, seconds: sum / repeats };
}

function repeatsOf(rows: number): number {
  return Math.min(MOST_REPEATS, Math.max(1, Math.floor(ROWS_A_ROUND / rows)));
}
