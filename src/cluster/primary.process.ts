import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { Settings } from '../config/settings.js';
import { serveClusterMetrics } from '../metrics/cluster.metrics.js';
import { openWriterHost } from '../storage/writer.host.js';

const RESTART_AFTER_MS = 1_000;

/** What the history needs of the primary process; nothing where it is a database server. */
type Host = Awaited<ReturnType<typeof openWriterHost>>;

/**
 * Keeps `WORKERS` processes that serve, all on one port, and writes for them. It serves nothing
 * itself, so it has little to fail by; when it goes, they go with it.
 */
export class PrimaryProcess {
  #isStopping = false;

  private constructor(
    private readonly count: number,
    private readonly host: Host,
  ) {}

  /**
   * Resolves when all processes serve.
   * @throws Error when the history cannot be opened, or the processes cannot start
   */
  static async start({ WORKERS, HISTORY_URL, SQLITE_SYNCHRONOUS }: Settings): Promise<void> {
    const host = await openWriterHost({ url: HISTORY_URL, sqliteSynchronous: SQLITE_SYNCHRONOUS });
    await new PrimaryProcess(WORKERS, host).run();
  }

  private async run(): Promise<void> {
    // Processes accept connections themselves. The other policy hands them over, and a connection
    // on its way to a process that is killed would be answered by nobody, and closed by nobody.
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    // What the processes send holds bytes of batches.
    cluster.setupPrimary({ serialization: 'advanced' });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => this.stop());
    await Promise.all(Array.from({ length: this.count }, () => once(this.fork(), 'listening')));
  }

  private fork(): Worker {
    const worker = cluster.fork();
    this.host?.serve(worker);
    serveClusterMetrics(worker);
    let isServing = false;
    worker.once('listening', () => {
      isServing = true;
    });
    worker.once('exit', (code) => this.replace(isServing, code ?? 1));
    return worker;
  }

  /** A process that never served says why it cannot, and so could no other. */
  private replace(hadServed: boolean, code: number): void {
    if (this.#isStopping || !hadServed) {
      this.stop();
      if (!hadServed) process.exitCode ??= code;
      if (Object.keys(cluster.workers ?? {}).length === 0) void this.end();
      return;
    }
    void this.host?.recover().catch(() => {});
    setTimeout(() => this.#isStopping || this.fork(), RESTART_AFTER_MS);
  }

  /** Every process drains by itself, as it would alone. */
  private stop(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
  }

  private async end(): Promise<void> {
    await this.host?.close();
    process.exit();
  }
}
