import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import type { Figures } from '../figures.js';
import { HelperProcess } from '../process/helper.process.js';
import { startEcho, startService } from '../process/service.js';
import { measurePredict, predictDuels, warmUp } from './predict.duels.js';
import { type Bench, type Duel, quotients, type Suite } from './suite.js';

export const predictMongoSuite: Suite = {
  name: 'predict-mongo',
  title: '/predict, every answer stored in MongoDB',
  reasonToSkip: () => (process.env.MONGODB_TEST_URL ? null : 'MONGODB_TEST_URL is not set'),
  async open(bench) {
    const history = historyUrl();
    const echo = await startEcho(bench.folder);
    const service = await startService(bench.folder, { HISTORY_URL: history });
    const driver = new HelperProcess('limit/mongo.insert.js');
    await warmUp(bench, echo, service);
    return {
      duels: [
        ...predictDuels(bench, echo, service),
        ...[1, 64].map((size) => insertDuel(bench, service.url, driver, history, size)),
      ],
      async close() {
        await Promise.all([echo.stop(), service.stop(), driver.stop()]);
        await dropDatabase(history);
      },
    };
  },
};

/** The service against the driver alone, which writes one group of records after another. */
function insertDuel(
  bench: Bench,
  url: string,
  driver: HelperProcess,
  history: string,
  size: number,
): Duel {
  return {
    name: `${size} at once`,
    limitTitle: `the driver's insertMany of ${size}`,
    limit: () => driver.ask<Figures>('insert', { history, size, seconds: bench.isQuick ? 1 : 4 }),
    subject: () => measurePredict(bench, url, size),
    ratios: quotients('requests/s'),
  };
}

/** A database of this run's own. */
function historyUrl(): string {
  const url = new URL(process.env.MONGODB_TEST_URL ?? '');
  url.pathname = `/tabserve_bench_${randomUUID().slice(0, 8)}`;
  return url.href;
}

async function dropDatabase(url: string): Promise<void> {
  const connection = await mongoose.createConnection(url).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
