import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Figures, figure } from '../figures.js';
import { batchCsv } from '../load/batch.rows.js';
import { IRIS_BODIES } from '../load/iris.rows.js';
import { uploadCsv } from '../load/upload.js';
import { HelperProcess } from '../process/helper.process.js';
import { residentMiB } from '../process/memory.js';
import type { ServerProcess } from '../process/server.process.js';
import { startHello, startService } from '../process/service.js';
import { type Bench, quotients, type Ratio, type Suite } from './suite.js';

const ROWS = 1_000_000;
const IDLE_MS = 1_000;
const CONNECTIONS = 64;

/** What remains of the start besides the golden replay, against a start that replays nothing. */
const startWithoutReplay: Ratio = (limit, subject) =>
  (figure(subject, 'ready ms') - figure(limit, 'golden replay ms')) / figure(limit, 'ready ms');

export const startSuite: Suite = {
  name: 'start',
  title: 'start to ready, and resident memory',
  async open(bench) {
    const csv = batchCsv(ROWS);
    return {
      duels: [
        {
          name: 'start and memory',
          limitTitle: 'a bare Nest on Fastify',
          limit: async () => ({ ...(await measureHello(bench)), ...(await measureReplay()) }),
          subject: () => measureService(bench, csv),
          ratios: {
            ...quotients('ready ms', 'idle MiB', 'under load MiB'),
            'ready ms without the replay': startWithoutReplay,
          },
        },
      ],
      async close() {},
    };
  },
};

async function measureHello(bench: Bench): Promise<Figures> {
  const hello = await startHello(bench.folder);
  const figures = await measureLife(bench, hello, '/');
  await hello.stop();
  return figures;
}

async function measureService(bench: Bench, csv: Buffer): Promise<Figures> {
  const folder = mkdtempSync(join(bench.folder, 'start-'));
  const service = await startService(folder, {
    HISTORY_URL: `sqlite:${join(folder, 'history.sqlite')}`,
  });
  const figures = await measureLife(bench, service, '/predict');
  await uploadCsv({ url: service.url, csv, rows: ROWS, isRecorded: true });
  await setTimeout(IDLE_MS);
  const afterMiB = residentMiB(service.pid);
  await service.stop();
  return { ...figures, 'after 1,000,000 rows MiB': afterMiB };
}

async function measureLife(
  { load, folder, isQuick }: Bench,
  { url, pid, readyMs }: ServerProcess,
  path: string,
): Promise<Figures> {
  await setTimeout(IDLE_MS);
  const idleMiB = residentMiB(pid);
  const bodies = path === '/predict' ? { bodies: IRIS_BODIES } : {};
  const seconds = isQuick ? 1 : 3;
  await load.run({ url: url + path, connections: CONNECTIONS, seconds, ...bodies }, folder);
  return { 'ready ms': readyMs, 'idle MiB': idleMiB, 'under load MiB': residentMiB(pid) };
}

/** In a new process each time, as the service does it at its start. */
async function measureReplay(): Promise<Figures> {
  const helper = new HelperProcess('limit/golden.replay.js');
  const figures = await helper.ask<Figures>('replay');
  await helper.stop();
  return figures;
}
