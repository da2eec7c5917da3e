import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Figures } from '../figures.js';
import { IRIS_BODIES } from '../load/iris.rows.js';
import { wrk } from '../load/wrk.js';
import { peakMiB, residentMiB } from '../process/memory.js';
import type { ServerProcess } from '../process/server.process.js';
import { startService } from '../process/service.js';
import { warmUp } from './predict.duels.js';
import { type Bench, type Duel, quotients, type Suite } from './suite.js';

const CROWD = 5_000;
const PEAK = 256;
const SECONDS = { peak: 5, crowd: 30 } as const;
/** The queue as it is shipped, and one that is always full. */
const QUEUES = { 'default queue': {}, 'queue of 64': { PREDICT_QUEUE: '64' } } as const;

export const overloadSuite: Suite = {
  name: 'overload',
  title: `/predict on one core with ${CROWD} connections, against its peak`,
  reasonToSkip: () => (process.platform === 'linux' ? null : 'it pins a process to a core'),
  async open(bench) {
    const services: ServerProcess[] = [];
    const duels: Duel[] = [];
    for (const [name, environment] of Object.entries(QUEUES)) {
      const HISTORY_URL = `sqlite:${join(bench.folder, `overload-${services.length}.sqlite`)}`;
      const service = await startService(bench.folder, { HISTORY_URL, ...environment });
      pin(service.pid);
      await warmUp(bench, service);
      services.push(service);
      duels.push(duelOf(name, bench, service));
    }
    return {
      duels,
      close: async () => void (await Promise.all(services.map((one) => one.stop()))),
    };
  },
};

function duelOf(name: string, bench: Bench, service: ServerProcess): Duel {
  return {
    name,
    limitTitle: `${PEAK} connections`,
    limit: () => run(bench, service, PEAK, SECONDS.peak),
    subject: () => run(bench, service, CROWD, SECONDS.crowd),
    ratios: quotients('requests/s', 'p99 ms'),
  };
}

/** Whatever is not 200 counts as failed; clients try again at once. */
async function run(
  { folder, isQuick }: Bench,
  { url, pid }: ServerProcess,
  connections: number,
  wanted: number,
): Promise<Figures> {
  const seconds = isQuick ? 2 : wanted;
  const load = { url: `${url}/predict`, connections, seconds, bodies: IRIS_BODIES };
  const half = setTimeout(seconds * 500).then(() => residentMiB(pid));
  const result = await wrk.run(load, folder);
  const end = residentMiB(pid);
  return { ...result, 'peak MiB': peakMiB(pid), 'second half MiB': end - (await half) };
}

/** All threads of a process, and those that they start. */
function pin(pid: number): void {
  execFileSync('taskset', ['-acp', '0', String(pid)], { stdio: 'ignore' });
}
