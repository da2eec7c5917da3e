import { cpus, loadavg, release, totalmem } from 'node:os';

/** What the figures depend on, in one line. */
export function describeMachine(): string {
  const [{ model } = { model: 'unknown processor' }, ...others] = cpus();
  const cores = others.length + 1;
  const memory = Math.round(totalmem() / 2 ** 30);
  const busy = (loadavg()[0] ?? 0).toFixed(1);
  return `${cores} x ${model.trim()}, ${memory} GiB, Linux ${release()}, Node.js ${process.version}, load average ${busy}`;
}
