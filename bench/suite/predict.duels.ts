import { setTimeout } from 'node:timers/promises';
import type { Figures } from '../figures.js';
import { IRIS_BODIES } from '../load/iris.rows.js';
import type { Load } from '../load/load.generator.js';
import type { ServerProcess } from '../process/server.process.js';
import { countAnswered, countStored } from './stored.count.js';
import { type Bench, type Duel, quotients } from './suite.js';

export const CONNECTIONS = [1, 16, 64, 256] as const;

const SECONDS = 4;
/** Until what was under way when the load ended is answered. */
const SETTLE_MS = 500;

/** `/predict` against the echo, at each number of connections. */
export function predictDuels(bench: Bench, echo: ServerProcess, service: ServerProcess): Duel[] {
  return CONNECTIONS.map((connections) => ({
    name: `${connections} ${connections === 1 ? 'connection' : 'connections'}`,
    limitTitle: 'node:http JSON echo',
    limit: () => bench.load.run(loadOf(bench, echo.url, connections), bench.folder),
    subject: () => measurePredict(bench, service.url, connections),
    ratios: quotients('requests/s', 'p50 ms', 'p99 ms'),
  }));
}

/** Brings both servers to speed. */
export async function warmUp(bench: Bench, ...servers: ServerProcess[]): Promise<void> {
  for (const { url } of servers) {
    await bench.load.run(
      { ...loadOf(bench, url, 64), seconds: bench.isQuick ? 1 : 3 },
      bench.folder,
    );
  }
}

/**
 * One load, and how many of its answers the history does not hold. The generator hangs up on the
 * last requests, so the service counts the answers, too.
 */
export async function measurePredict(
  bench: Bench,
  url: string,
  connections: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Figures> {
  const counted = async () => ({
    stored: await countStored(url, headers),
    answered: await countAnswered(url, headers),
  });
  const before = await counted();
  const load = { ...loadOf(bench, url, connections), headers };
  const result = await bench.load.run(load, bench.folder);
  await setTimeout(SETTLE_MS);
  const after = await counted();
  const answered = after.answered - before.answered;
  const stored = after.stored - before.stored;
  return { ...result, lost: Math.max(answered, result['status 200']) - stored };
}

function loadOf({ isQuick }: Bench, url: string, connections: number): Load {
  const seconds = isQuick ? 1 : SECONDS;
  return { url: `${url}/predict`, connections, seconds, bodies: IRIS_BODIES };
}
