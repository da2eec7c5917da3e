import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const children = new Set<ChildProcess>();

/** How long a child may take to end by itself. */
const GRACE_MS = 15_000;

/** Makes sure that a child does not outlive this process. */
export function register(child: ChildProcess): void {
  children.add(child);
  child.once('exit', () => children.delete(child));
}

/** Ends one child and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (!children.has(child)) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await exit;
  clearTimeout(timer);
}

/** Ends those that are left, after something went wrong. */
export async function endAll(): Promise<void> {
  await Promise.all([...children].map(end));
}

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(130));
}
