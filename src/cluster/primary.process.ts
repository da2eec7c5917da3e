import cluster, { type Worker } from 'node:cluster';
import { setTimeout } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Settings } from '../config/settings.js';
import { createLogging } from '../http/log/logger.js';
import { serveClusterMetrics } from '../observe/metrics/cluster.metrics.js';
import { openWriterHost } from '../storage/writer.host.js';
import { isHopeless, restartPauseMs } from './restart.pause.js';
import { onStartFault } from './start.fault.js';
import { onStopSignal } from './stop.signal.js';

/** What the history needs of the primary process; nothing where it is a database server. */
type Host = Awaited<ReturnType<typeof openWriterHost>>;

/** How a process ended. */
interface End {
  readonly hadServed: boolean;
  /** By itself, and not by a signal. */
  readonly isOwn: boolean;
  readonly reason: string;
}

/**
 * Keeps `WORKERS` processes that serve, all on one port, and writes for them. It serves nothing
 * itself, so it has little to fail by; when it goes, they go with it.
 */
export class PrimaryProcess {
  private readonly stopping = new AbortController();
  private serving = 0;
  private idleSince = performance.now();
  private hasServed = false;

  private constructor(
    private readonly count: number,
    private readonly host: Host,
    private readonly logger: FastifyBaseLogger,
  ) {}

  /**
   * Resolves when the service was told to stop, and has.
   * @throws Error when the history cannot be opened, or the processes cannot start
   */
  static async run(settings: Settings): Promise<void> {
    const { WORKERS, HISTORY_URL, SQLITE_SYNCHRONOUS, LOG_LEVEL } = settings;
    const host = await openWriterHost({ url: HISTORY_URL, sqliteSynchronous: SQLITE_SYNCHRONOUS });
    const { logger } = await createLogging(LOG_LEVEL);
    await new PrimaryProcess(WORKERS, host, logger).run();
  }

  private async run(): Promise<void> {
    // Processes accept connections themselves. The other policy hands them over, and a connection
    // on its way to a process that is killed would be answered by nobody, and closed by nobody.
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    // What the processes send holds bytes of batches.
    cluster.setupPrimary({ serialization: 'advanced' });
    onStopSignal((signal) => {
      this.logger.info(`${signal} received: stopping every process`);
      this.stop();
    });
    const places = Array.from({ length: this.count }, () => this.keepOne());
    const results = await Promise.allSettled(places);
    await this.host?.close();
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    this.logger.info('every process has stopped');
  }

  /** Starts a process, and another one whenever it is gone, until the service stops. */
  private async keepOne(): Promise<void> {
    let failures = 0;
    while (!this.isStopping) {
      const end = await this.serveOnce();
      if (this.isStopping) return;
      failures = end.hadServed ? 0 : failures + 1;
      const lost = this.whatIsLost(end, failures);
      if (lost !== null) {
        this.stop();
        throw new Error(lost);
      }
      await this.pause(restartPauseMs(failures), end.reason);
    }
  }

  /** Why nothing is to be hoped of another start; null when there is hope. */
  private whatIsLost({ isOwn, reason }: End, failures: number): string | null {
    if (failures === 0) return null;
    // It says why it cannot start, and so could no other.
    if (isOwn && !this.hasServed) return reason;
    if (this.serving > 0 || !isHopeless(failures, performance.now() - this.idleSince)) return null;
    return `No process serves any more: ${reason}`;
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async pause(ms: number, reason: string): Promise<void> {
    this.logger.warn(
      { reason, ms, serving: this.serving },
      'a process is gone, another will start',
    );
    await setTimeout(ms, undefined, { signal: this.stopping.signal }).catch(() => {});
  }

  private async serveOnce(): Promise<End> {
    let worker: Worker;
    try {
      worker = cluster.fork();
    } catch (error) {
      return { hadServed: false, isOwn: false, reason: (error as Error).message };
    }
    this.host?.serve(worker);
    serveClusterMetrics(worker);
    let hadServed = false;
    worker.once('listening', () => {
      hadServed = true;
      this.hasServed = true;
      this.serving++;
    });
    const end = await endOf(worker);
    if (hadServed && --this.serving === 0) this.idleSince = performance.now();
    return { hadServed, ...end };
  }

  /** Every process drains by itself, as it would alone. */
  private stop(): void {
    this.stopping.abort();
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
  }
}

function endOf(worker: Worker): Promise<Pick<End, 'isOwn' | 'reason'>> {
  return new Promise((resolve) => {
    let fault: string | undefined;
    onStartFault(worker, (message) => {
      fault = message;
    });
    worker.once('exit', (code: number | null, signal: string | null) => {
      const settle = () =>
        resolve({ isOwn: signal === null, reason: fault ?? `ended with ${signal ?? code}` });
      // What it said last is read before the channel to it closes.
      if (worker.isConnected()) worker.once('disconnect', settle);
      else settle();
    });
    // One that could not even be made has no other end.
    worker.on('error', ({ message }: Error) => {
      if (worker.process.pid === undefined) resolve({ isOwn: false, reason: message });
    });
  });
}
