import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  freePorts,
  hasHaproxy,
  type LoadBalancer,
  startLoadBalancer,
} from './support/load.balancer.js';
import { type ServerProcess, startProcess, stopAll } from './support/server.process.js';
import { callsTo } from './support/service.calls.js';
import { type TemporaryHistory, temporaryHistory } from './support/temporary.history.js';
import { MODEL_DIR, ROW } from './support/test.app.js';
import { until } from './support/until.js';

const REQUESTS = 10_000;
const CLIENTS = 32;
/** Twice what the balancer needs to notice, on a machine that does other things as well. */
const DRAIN_DELAY_MS = 2_000;

// `bash .ci/mongo bash .ci/rolling` brings what this needs. A history in SQLite is one service's, and
// two that overlap cannot share it.
const withHaproxy = hasHaproxy && process.env.MONGODB_TEST_URL ? describe : describe.skip;

withHaproxy('rolling from one process to the next, behind haproxy', () => {
  let history: TemporaryHistory;
  let balancer: LoadBalancer;
  let ports: [number, number];
  beforeAll(async () => {
    history = temporaryHistory();
    ports = (await freePorts(2)) as [number, number];
    balancer = await startLoadBalancer(ports);
  });
  afterAll(async () => {
    stopAll();
    await balancer.stop();
    await history.remove();
  });

  const start = (port: number) =>
    startProcess({
      MODEL_DIR,
      HISTORY_URL: history.url,
      PORT: String(port),
      DRAIN_DELAY_MS: String(DRAIN_DELAY_MS),
    });
  /** The new process first, then the old one goes: as a Deployment without `maxUnavailable`. */
  const roll = async (old: ServerProcess, from: number, to: number) => {
    const next = await start(to);
    await balancer.sendsTo(from, to);
    expect(await old.stop('SIGTERM')).toBe(0);
    await balancer.sendsTo(to);
    return next;
  };

  it(`loses none of ${REQUESTS} predictions, in two rolls`, async () => {
    const first = await start(ports[0]);
    await balancer.sendsTo(ports[0]);
    const load = new Load(balancer.url);
    const done = load.run();

    await load.reaches(REQUESTS * 0.1);
    const second = await roll(first, ports[0], ports[1]);
    await load.reaches(REQUESTS * 0.5);
    const third = await roll(second, ports[1], ports[0]);
    const answeredAtLastRoll = load.answered;
    await done;

    expect(load.faults).toEqual([]);
    expect(load.ids.size).toBe(REQUESTS);
    // The load outlasted both rolls.
    expect(answeredAtLastRoll).toBeLessThan(REQUESTS);
    const summary = await (await third.request('/history/summary')).json();
    expect(summary).toMatchObject({ total: REQUESTS });
    expect(await third.stop('SIGTERM')).toBe(0);
  }, 180_000);
});

/** Clients that each send the next prediction soon after the last one was answered. */
class Load {
  readonly ids = new Set<string>();
  readonly faults: string[] = [];
  answered = 0;
  private sent = 0;

  constructor(private readonly url: string) {}

  async run(): Promise<void> {
    await Promise.all(Array.from({ length: CLIENTS }, () => this.client()));
  }

  async reaches(count: number): Promise<void> {
    await until(() => this.answered >= count, `${count} answers`, 120_000);
  }

  private async client(): Promise<void> {
    while (this.sent++ < REQUESTS) {
      await this.predict().catch((error: Error) => this.faults.push(String(error.cause ?? error)));
      this.answered++;
      await sleep(25);
    }
  }

  private async predict(): Promise<void> {
    const answer = await callsTo(this.url).post('/predict', ROW);
    const text = await answer.text();
    if (answer.status === 200) this.ids.add((JSON.parse(text) as { id: string }).id);
    else this.faults.push(`${answer.status} ${text.slice(0, 200)}`);
  }
}
