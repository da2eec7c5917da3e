import cluster, { type Worker } from 'node:cluster';
import { StandardOutput } from '../http/log/standard.output.js';

/** What a process of a cluster tells its primary process when it cannot start. */
interface ToPrimary {
  readonly startFault: string;
}

/** Ends a process that cannot start; of several that say the same only the primary one speaks. */
export function endWithFault(message: string, code: number): void {
  const fault: ToPrimary = { startFault: message };
  if (cluster.isWorker && process.connected) process.send?.(fault, () => process.exit(code));
  else {
    new StandardOutput(2).write(Buffer.from(`${message}\n`));
    process.exit(code);
  }
}

/** In the primary process: `take` is told why a process could not start. */
export function onStartFault(worker: Worker, take: (message: string) => void): void {
  worker.on('message', ({ startFault }: Partial<ToPrimary>) => {
    if (startFault !== undefined) take(startFault);
  });
}
