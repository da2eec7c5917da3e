import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';

/** The process that serves, which starts or even answers meanwhile, goes before. */
const NICE = 10;

/** Lets a process of ours, which does what may never end, step back behind the one that serves. */
export function stepBack({ pid }: Pick<ChildProcess, 'pid'>): void {
  try {
    if (pid !== undefined) setPriority(pid, NICE);
  } catch {
    // The process that serves has stepped back further itself.
  }
}

/** Where memory runs out, Linux shall end the calling process and not the one that serves. */
export function dieFirst(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // Elsewhere there is no such file.
  }
}

/** What runs for ever would outlive a service that is killed meanwhile. */
export function dieWithParent(): void {
  const watch = `const parent = process.ppid;
    setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGKILL'), 1000);`;
  new Worker(watch, { eval: true }).unref();
}

/** By which a process ends that has had too much memory: nobody else sends it. */
export const MEMORY_SIGNAL = 'SIGUSR2';

/**
 * Ends the calling process when it has more memory than that, whatever kind of memory it is: the limit
 * of the engine's heap knows nothing of buffers.
 */
export function dieBeyond(bytes: number): void {
  const watch = `setInterval(() => {
      if (process.memoryUsage.rss() > ${bytes}) process.kill(process.pid, '${MEMORY_SIGNAL}');
    }, 50);`;
  new Worker(watch, { eval: true }).unref();
}

/**
 * Resolves with the exit code, the signal or the reason why the process could not be started, when all
 * that it has said is heard.
 */
export function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let cause: string | undefined;
    const settle = () => {
      if (cause !== undefined && !child.connected) resolve(cause);
    };
    child.once('error', (error) => resolve(error.message));
    child.once('disconnect', settle);
    child.once('exit', (code, signal) => {
      cause = signal ?? `exit code ${code}`;
      settle();
    });
  });
}

/** Resolves when a message to the parent has left, so that the end of the calling process takes none with it. */
export function tellParent(message: object): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}
